import type { CatalogueEntry } from "@/db/read-entries";
import type { Field } from "@/lib/fields";
import { type EntryKind, isLive } from "@/lib/record";

/** The entries of a kind that changes can be made from. */
export const liveOf = (entries: readonly CatalogueEntry[], kind: EntryKind) =>
  entries.filter((entry) => entry.kind === kind && isLive(entry.status));

/** What a catalogue entry fixes: its change's form does not ask for it. */
export const fixedByEntry: readonly Field[] = ["category", "what", "rollbackPlan", "verification", "reversible"];
