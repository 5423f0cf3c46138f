import type { Asked, Loaded } from "@/app/_request/page-of";
import { requirePerson } from "@/app/_request/session";
import { filterOf } from "@/lib/changes/filter";
import { loadEverybody } from "./load-everybody";
import { loadOnePerson } from "./load-one-person";

export type LoadedPeople = Loaded<typeof loadPeople>;

type Query = { kept?: string; after?: string; lent?: string; person?: string; before?: string };

/** Everybody, or the person whom the address names. */
export async function loadPeople({ searchParams }: Asked<object, Query>) {
  const reader = await requirePerson("/people");
  const { kept, person, before, lent, after } = await searchParams;
  const asked = numberIn(person);
  if (asked === undefined)
    return { one: null, all: await loadEverybody(reader, { kept, lent: numberIn(lent), after: numberIn(after) }) };
  const one = await loadOnePerson(reader, { kept, id: asked, before: numberIn(before) });
  return one && { one, all: null };
}

const numberIn = (asked: unknown): number | undefined => filterOf({ before: asked }).before;
