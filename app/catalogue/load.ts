import type { Loaded } from "@/app/_request/page-of";
import { requirePerson } from "@/app/_request/session";
import { asJudged } from "@/app/_steps/subject-of";
import { readEntries } from "@/db/catalogue/read-entries";
import { mayPropose } from "@/lib/rules/may-make";

export type LoadedCatalogue = Loaded<typeof loadCatalogue>;

export async function loadCatalogue() {
  const person = await requirePerson("/catalogue");
  return { entries: await readEntries(), proposes: mayPropose(asJudged(person)) };
}
