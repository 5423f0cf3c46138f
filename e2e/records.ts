import { importOfOneRecord } from "../testing/files/import-records";
import { emergencyAt, failedChange, normalAt } from "./change-fixtures";
import type { Product } from "./product";
import { newSystem } from "./systems";

/** The paths of records to look at. */
export type Records = Readonly<
  Record<
    "draft" | "submitted" | "scheduled" | "running" | "failed" | "closed" | "emergency" | "incident" | "imported",
    string
  >
>;

const longTitle = `A title as long as a word can be: ${"Donaudampfschifffahrtsgesellschaft".repeat(4)}`;
const texts = {
  title: longTitle,
  impact: `${"Unbroken".repeat(60)} and\n\nsome lines.`,
  links: "https://tickets.example/7",
};

export async function prepareRecords(product: Product): Promise<Records> {
  const at = async (status: string, drafted = {}) => normalAt(product, await newSystem(product), status, drafted);
  const failed = await failedChange(product, await newSystem(product));
  const sql = await product.sql("owner");
  const [incident] = await sql`select id from incidents where change_id = ${failed}`;
  return {
    draft: `/changes/CHG-${await at("draft", texts)}`,
    submitted: `/changes/CHG-${await at("submitted", texts)}`,
    scheduled: `/changes/CHG-${await at("scheduled")}`,
    running: `/changes/CHG-${await at("in_progress")}`,
    failed: `/changes/CHG-${failed}`,
    closed: `/changes/CHG-${await at("closed")}`,
    emergency: `/changes/CHG-${await emergencyAt(product, await newSystem(product))}`,
    imported: `/imports/IMP-${await importedOnce(product)}`,
    incident: `/incidents/INC-${incident?.id}`,
  };
}

/** An import of one record, loaded as if somebody had made it a minute ago. */
async function importedOnce(product: Product): Promise<number> {
  const sql = await product.sql("owner");
  const { input, row } = importOfOneRecord();
  return sql.begin(async (tx) => {
    const [event] = await tx<{ id: number }[]>`
      insert into events (subject_type, step, person_id, received_at, loaded, input)
      select 'import', 'import_past', id, windlass_now() - interval '1 minute', true, ${tx.json(input)} from people where subject = 'ops-lead-1'
      returning subject_id::float8 as id`;
    const record = {
      ...row,
      import_id: event?.id ?? 0,
      salt: Buffer.from(row.salt, "hex"),
      row_hash: Buffer.from(row.row_hash, "hex"),
    };
    await tx`insert into imported_records ${tx(record)}`;
    return record.import_id;
  });
}
