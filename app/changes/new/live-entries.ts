import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import type { KnownSystem } from "@/db/systems/read-systems";
import type { Field } from "@/lib/rules/fields";
import { type EntryKind, isLive } from "@/lib/rules/record";

export const liveOf = (entries: readonly CatalogueEntry[], kind: EntryKind) =>
  entries.filter((entry) => entry.kind === kind && isLive(entry.status) && !entry.expired);

/** An entry covers systems by name, or every system of a client. */
export const coversSystem = (entry: CatalogueEntry, system: KnownSystem): boolean =>
  entry.systems.some(({ id }) => id === system.id) || entry.clients.some(({ id }) => id === system.client.id);

/** The form of a change from the entry leaves these out. */
export const fixedByEntry: readonly Field[] = ["category", "what", "rollbackPlan", "verification", "reversible"];
