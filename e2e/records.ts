import { emergencyAt, failedChange, normalAt } from "./change-fixtures";
import type { Product } from "./product";
import { newSystem } from "./systems";

/** The paths of records to look at. */
export type Records = Readonly<
  Record<"draft" | "submitted" | "scheduled" | "running" | "failed" | "closed" | "emergency" | "incident", string>
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
    incident: `/incidents/INC-${incident?.id}`,
  };
}
