import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import type { KnownSystem } from "@/db/systems/read-systems";
import type { Field } from "@/lib/rules/fields";
import { type EntryKind, isLive } from "@/lib/rules/record";

/** The entries of a kind that changes can be made from. */
export const liveOf = (entries: readonly CatalogueEntry[], kind: EntryKind) =>
  entries.filter((entry) => entry.kind === kind && isLive(entry.status) && !entry.expired);

/** Whether an entry is for a system: by its name, or by its client. */
export const coversSystem = (entry: CatalogueEntry, system: KnownSystem): boolean =>
  entry.systems.some(({ id }) => id === system.id) || entry.clients.some(({ id }) => id === system.client.id);

/** What a catalogue entry fixes: its change's form does not ask for it. */
export const fixedByEntry: readonly Field[] = ["category", "what", "rollbackPlan", "verification", "reversible"];
