import type { Loaded } from "@/app/_document/document";
import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft } from "@/app/_steps/form-draft";
import { readAccountPairs } from "@/db/people/read-account-pairs";
import { readPerson } from "@/db/people/read-person";
import { roleSpansOf } from "@/lib/people/roles-over-time";

export type LoadedPersonDetails = Loaded<typeof loadPersonDetails>;

type PersonDetailsQuery = { draftId: string | undefined; id: number; before: number | undefined };

/** Null where there is no person of that number. */
export async function loadPersonDetails(reader: SessionUser, { draftId, id, before }: PersonDetailsQuery) {
  const [details, pairs, formDraft] = await Promise.all([
    readPerson(id, before),
    readAccountPairs(id),
    restoreDraft(reader.token, "/people", draftId),
  ]);
  if (!details) return null;
  return {
    ...{ reader, id, before, pairs, formDraft, ...details },
    zone: userZone(reader),
    spans: roleSpansOf(details.person.changes, details.person.roles),
  };
}
