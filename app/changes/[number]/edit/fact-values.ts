import type { ChangeRecord } from "@/db/changes/read-change";
import type { Typed } from "@/lib/form/typed";

/** What the record says now, as its edit form shows it. */
export const factValues = (change: ChangeRecord): Typed => ({
  title: change.title ?? "",
  category: change.category ?? "",
  systems: change.systems.map(({ id }) => String(id)),
  systemInWords: change.systemInWords ?? "",
  what: change.what ?? "",
  why: change.why ?? "",
  rollbackPlan: change.rollbackPlan ?? "",
  verification: change.verification ?? "",
  impact: change.impact ?? "",
  links: change.links ?? "",
  reversible: String(change.reversible),
  shareable: String(change.shareable),
  expectedMinutes: String(change.expectedMinutes ?? ""),
  rollbackMinutes: String(change.rollbackMinutes ?? ""),
  ...Object.fromEntries(Object.entries(change.entryValues ?? {}).map(([name, value]) => [`value.${name}`, value])),
});
