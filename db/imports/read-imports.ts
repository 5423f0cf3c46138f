import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { importStatuses } from "@/lib/rules/record";

const importRow = {
  id: z.int(),
  status: z.enum(importStatuses),
  sourceSystem: z.string(),
  fileName: z.string(),
  recordCount: z.int(),
  leftOut: z.int(),
  importedBy: z.string(),
  importedAt: instant,
};
const listedSql = typedSql(importRow);
const importSql = typedSql({
  ...importRow,
  stepSeq: z.int(),
  fileHash: z.string(),
  recordsHash: z.string(),
  /** Null once redacted. */
  mapping: z.string().nullable(),
  rowReport: z.string().nullable(),
  withdrawn: strictRow({ by: z.string(), at: instant, reason: z.string().nullable() }).nullable(),
});

/** An import in the list. Instants are ISO in UTC. */
export type ListedImport = z.infer<ReturnType<typeof listedSql>["row"]>;
/** An import with its mapping, its report of rows, and who withdrew it. */
export type ImportRow = z.infer<ReturnType<typeof importSql>["row"]>;

/** As many imports as a list shows. */
const maxListedImports = 100;

const columns = sql`m.id::float8 as id, m.status, m.source_system as "sourceSystem", m.file_name as "fileName", m.record_count as "recordCount", m.left_out as "leftOut",
  ${personName("p")} as "importedBy", ${isoInstant("m.imported_at")} as "importedAt"`;

/** The newest imports, withdrawn ones among them. */
export const listImports = (): Promise<ListedImport[]> =>
  queryRows(
    appDb(),
    listedSql`select ${columns} from imports m join people p on p.id = m.imported_by order by m.id desc limit ${maxListedImports}`,
  );

/** One import; null when there is none of that number. */
export async function readImport(id: number): Promise<ImportRow | null> {
  const [row] = await queryRows(
    appDb(),
    importSql`select ${columns}, m.step_seq as "stepSeq", encode(m.file_hash, 'hex') as "fileHash", encode(m.records_hash, 'hex') as "recordsHash",
        ${textBody("m.mapping_text_id")} as mapping, ${textBody("m.row_report_text_id")} as "rowReport",
        (select json_build_object('by', ${personName("w")}, 'at', ${isoInstant("m.withdrawn_at")},
            'reason', (select t.text from texts t where t.event_id = e.id and t.field = 'reason'))
          from events e join people w on w.id = e.person_id where e.id = m.last_event_id and m.withdrawn_at is not null) as withdrawn
      from imports m join people p on p.id = m.imported_by where m.id = ${id}`,
  );
  return row ?? null;
}
