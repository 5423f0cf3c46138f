import type { RecordType } from "@/lib/rules/record";

/** Under which path the API has the records of a type, and how it writes their numbers. */
type Collection = { readonly path: string; readonly prefix: string };

export const collections: Readonly<Record<RecordType, Collection>> = {
  change: { path: "changes", prefix: "CHG-" },
  incident: { path: "incidents", prefix: "INC-" },
  entry: { path: "catalogue", prefix: "" },
  system: { path: "systems", prefix: "" },
  freeze: { path: "freezes", prefix: "" },
  person: { path: "people", prefix: "" },
  roster: { path: "on-call", prefix: "" },
  delivery: { path: "deliveries", prefix: "" },
  delegation: { path: "delegations", prefix: "" },
  halt: { path: "halts", prefix: "" },
  account: { path: "accounts", prefix: "" },
  import: { path: "imports", prefix: "IMP-" },
  webhook: { path: "webhooks", prefix: "" },
  installation: { path: "installation", prefix: "" },
};

/** CHG-1001 of 1001 for a change; 7 of 7 for a system. */
export const numberOf = (recordType: RecordType, id: number): string => `${collections[recordType].prefix}${id}`;

/** The id of the record that an address names by its number; null for anything else. */
export function idFromNumber(recordType: RecordType, number: string): number | null {
  const digits = new RegExp(`^${collections[recordType].prefix}([1-9]\\d{0,14})$`).exec(number)?.[1];
  return digits ? Number(digits) : null;
}
