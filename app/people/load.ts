import type { Loaded, PageRequest } from "@/app/_document/document";
import { parseChangeFilter } from "@/lib/changes/change-filter";
import { loadPeopleOverview } from "./load-people-overview";
import { loadPersonDetails } from "./load-person-details";

export type LoadedPeople = Loaded<typeof loadPeople>;

type Query = { kept?: string; after?: string; lent?: string; person?: string; before?: string };

/** Everybody, or the person whom the address names. */
export async function loadPeople({ query, person: reader }: PageRequest<object, Query>) {
  const { kept: draftId, person, before, lent: delegationsBefore, after } = query;
  const personId = positiveInteger(person);
  if (personId === undefined)
    return {
      details: null,
      overview: await loadPeopleOverview(reader, {
        draftId,
        delegationsBefore: positiveInteger(delegationsBefore),
        after: positiveInteger(after),
      }),
    };
  const details = await loadPersonDetails(reader, { draftId, id: personId, before: positiveInteger(before) });
  return details && { details, overview: null };
}

const positiveInteger = (given: unknown): number | undefined => parseChangeFilter({ before: given }).before;
