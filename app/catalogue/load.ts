import type { Asked, Loaded } from "@/app/_document/document";
import { asJudged } from "@/app/_steps/subject-of";
import { readEntries } from "@/db/catalogue/read-entries";
import { mayPropose } from "@/lib/rules/may-make";

export type LoadedCatalogue = Loaded<typeof loadCatalogue>;

export async function loadCatalogue({ person }: Asked) {
  return { entries: await readEntries(), proposes: mayPropose(asJudged(person)) };
}
