import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import type { SystemRecord } from "@/db/systems/read-systems";
import type { Field } from "@/lib/rules/fields";

/** An entry covers systems by name, or every system of a client. */
export const coversSystem = (entry: CatalogueEntry, system: SystemRecord): boolean =>
  entry.systems.some(({ id }) => id === system.id) || entry.clients.some(({ id }) => id === system.client.id);

/** The form of a change from the entry leaves these out. */
export const fixedByEntry: readonly Field[] = ["category", "what", "rollbackPlan", "verification", "reversible"];
