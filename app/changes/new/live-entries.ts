import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import type { SystemRecord } from "@/db/systems/read-systems";
import type { Field } from "@/lib/rules/fields";
import { type EntryKind, isEntryLive } from "@/lib/rules/record";

export const liveEntries = (entries: readonly CatalogueEntry[], kind: EntryKind) =>
  entries.filter((entry) => entry.kind === kind && isEntryLive(entry.status) && !entry.expired);

/** An entry covers systems by name, or every system of a client. */
export const coversSystem = (entry: CatalogueEntry, system: SystemRecord): boolean =>
  entry.systems.some(({ id }) => id === system.id) || entry.clients.some(({ id }) => id === system.client.id);

/** The form of a change from the entry leaves these out. */
export const fixedByEntry: readonly Field[] = ["category", "what", "rollbackPlan", "verification", "reversible"];
