import type { Person } from "@/app/_request/session";
import { type Kept, keptFor } from "@/app/_steps/kept";
import { asJudged } from "@/app/_steps/subject-of";
import { readEmails } from "@/db/notices/read-emails";
import { type Resemblance, readResemblances } from "@/db/people/read-accounts";
import { readDelegations } from "@/db/people/read-delegations";
import { type KnownPerson, readPeople, readStaff } from "@/db/people/read-people";
import { mayLend } from "@/lib/rules/may-make";
import { mayEnd } from "./delegation";

export type LoadedEverybody = Awaited<ReturnType<typeof loadEverybody>>;

type Asked = { kept: string | undefined; lent: number | undefined; after: number | undefined };

export async function loadEverybody(person: Person, { kept: keptId, lent, after }: Asked) {
  const [people, pairs, staff, emails, delegations, kept] = await Promise.all([
    readPeople(after ?? null),
    readResemblances(),
    readStaff(),
    readEmails(person.personId),
    readDelegations(lent),
    keptFor(person.token, "/people", keptId),
  ]);
  const ends = delegations.standing.filter((each) => mayEnd(each, person, delegations.now)).map(({ id }) => id);
  return {
    ...{ person, lent, people, pairs, staff, emails, delegations, kept },
    offered: isOffered(kept, person, { ends, people, pairs }),
  };
}

/** The records for which this page has forms. */
type Shown = {
  readonly ends: readonly number[];
  readonly people: readonly KnownPerson[];
  readonly pairs: readonly Resemblance[];
};

/** Whether the draft's own form is on this page. */
function isOffered(kept: Kept | null, person: Person, { ends, people, pairs }: Shown): boolean {
  if (kept?.step === "delegate") return mayLend(asJudged(person));
  if (kept?.step === "deactivate" || kept?.step === "reactivate") return people.some(({ id }) => id === kept.id);
  if (kept?.step === "same_person" || kept?.step === "different_person")
    return pairs.some(({ later }) => later.id === kept.id);
  return kept?.step !== "end_delegation" || ends.some((id) => id === kept.id);
}
