import type { Loaded, PageRequest } from "@/app/_document/document";
import { toActor } from "@/app/_steps/record-state";
import { readEntries, readEntryUsage } from "@/db/catalogue/read-entries";
import { canProposeEntry } from "@/lib/rules/can-create";

export type LoadedCatalogue = Loaded<typeof loadCatalogue>;

export async function loadCatalogue({ person }: PageRequest) {
  const [entries, usage] = await Promise.all([readEntries(), readEntryUsage()]);
  return { entries, usage, canPropose: canProposeEntry(toActor(person)) };
}
