import type { Asked, Loaded } from "@/app/_document/document";
import { filterOf } from "@/lib/changes/filter";
import { loadEverybody } from "./load-everybody";
import { loadOnePerson } from "./load-one-person";

export type LoadedPeople = Loaded<typeof loadPeople>;

type Query = { kept?: string; after?: string; lent?: string; person?: string; before?: string };

/** Everybody, or the person whom the address names. */
export async function loadPeople({ query, person: reader }: Asked<object, Query>) {
  const { kept, person, before, lent, after } = query;
  const asked = numberIn(person);
  if (asked === undefined)
    return { one: null, all: await loadEverybody(reader, { kept, lent: numberIn(lent), after: numberIn(after) }) };
  const one = await loadOnePerson(reader, { kept, id: asked, before: numberIn(before) });
  return one && { one, all: null };
}

const numberIn = (asked: unknown): number | undefined => filterOf({ before: asked }).before;
