import type { SessionUser } from "@/app/_request/session";
import { type FormDraft, restoreDraft } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { readEmailPreferences } from "@/db/notices/read-email-preferences";
import { readWatches } from "@/db/notices/read-watches";
import { type AccountPair, readAccountPairs } from "@/db/people/read-account-pairs";
import { readDelegations } from "@/db/people/read-delegations";
import { type ListedPerson, readPeople, readStaff } from "@/db/people/read-people";
import { canDelegate } from "@/lib/rules/can-create";
import { mayEnd } from "./delegation";

export type LoadedPeopleOverview = Awaited<ReturnType<typeof loadPeopleOverview>>;

type PeopleOverviewQuery = {
  draftId: string | undefined;
  delegationsBefore: number | undefined;
  after: number | undefined;
};

export async function loadPeopleOverview(
  person: SessionUser,
  { draftId, delegationsBefore, after }: PeopleOverviewQuery,
) {
  const [people, pairs, staff, emails, watches, delegations, formDraft] = await Promise.all([
    readPeople(after ?? null),
    readAccountPairs(),
    readStaff(),
    readEmailPreferences(person.personId),
    readWatches(person.personId),
    readDelegations(delegationsBefore),
    restoreDraft(person.token, "/people", draftId),
  ]);
  const endable = delegations.open.filter((each) => mayEnd(each, person, delegations.now)).map(({ id }) => id);
  return {
    ...{ person, delegationsBefore, people, pairs, staff, emails, watches, delegations, formDraft },
    offered: isFormOnPage(formDraft, person, { endable, people, pairs }),
  };
}

/** The records for which this page has forms. */
type FormsShown = {
  readonly endable: readonly number[];
  readonly people: readonly ListedPerson[];
  readonly pairs: readonly AccountPair[];
};

/** Whether the draft's own form is on this page. */
function isFormOnPage(
  formDraft: FormDraft | null,
  person: SessionUser,
  { endable, people, pairs }: FormsShown,
): boolean {
  if (formDraft?.step === "delegate") return canDelegate(toActor(person));
  if (formDraft?.step === "deactivate" || formDraft?.step === "reactivate")
    return people.some(({ id }) => id === formDraft.id);
  if (formDraft?.step === "end_sessions") return formDraft.id === person.personId;
  if (formDraft?.step === "same_person" || formDraft?.step === "different_person")
    return pairs.some(({ later }) => later.id === formDraft.id);
  return formDraft?.step !== "end_delegation" || endable.some((id) => id === formDraft.id);
}
