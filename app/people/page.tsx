import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { type Person, requirePerson } from "@/app/_request/session";
import { type Kept, keptFor } from "@/app/_steps/kept";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged } from "@/app/_steps/subject-of";
import { Pager } from "@/components/basics/pager";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { readEmails } from "@/db/notices/read-emails";
import { type Resemblance, readResemblances } from "@/db/people/read-accounts";
import { readDelegations } from "@/db/people/read-delegations";
import { type KnownPerson, peoplePage, readPeople, readStaff } from "@/db/people/read-people";
import { filterOf } from "@/lib/changes/filter";
import { mayLend } from "@/lib/rules/may-make";
import { mayEnd } from "./delegation";
import { Delegations } from "./delegations";
import { OnePerson } from "./one-person";
import { PeopleTable } from "./people-table";
import { ResemblingAccounts } from "./resembling-accounts";
import { YourEmails } from "./your-emails";
import { YourZone } from "./your-zone";

export const generateMetadata = titled("People");

type Query = { kept?: string; after?: string; lent?: string; person?: string; before?: string };

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const person = await requirePerson("/people");
  const query = await searchParams;
  const asked = numberIn(query.person);
  if (asked !== undefined)
    return <OnePerson id={asked} before={numberIn(query.before)} person={person} kept={query.kept} />;
  const lent = numberIn(query.lent);
  const after = numberIn(query.after) ?? null;
  const [people, pairs, staff, emails, delegations, kept] = await Promise.all([
    readPeople(after),
    readResemblances(),
    readStaff(),
    readEmails(person.personId),
    readDelegations(lent),
    keptFor(person.token, "/people", query.kept),
  ]);
  const ends = delegations.standing.filter((each) => mayEnd(each, person, delegations.now)).map(({ id }) => id);
  return (
    <Main>
      <PageHead
        title="People"
        lead="Roles come from the identity provider’s groups at each sign-in; nobody gives one here. An operations lead can lend theirs for a time."
      />
      <StepDone person={person} of={["person", "delegation"]} />
      <KeptNotice kept={kept} offered={isOffered(kept, person, { ends, people, pairs })} />
      {pairs.length > 0 ? (
        <Section heading="Whose accounts are these?" count={pairs.length}>
          {pairs.map((pair) => (
            <ResemblingAccounts key={`${pair.later.id} ${pair.earlier.id}`} pair={pair} person={person} kept={kept} />
          ))}
        </Section>
      ) : null}
      <YourZone person={person} kept={kept} />
      <YourEmails person={person} emails={emails} kept={kept} />
      <Delegations delegations={delegations} staff={staff} person={person} kept={kept} before={lent} />
      <Section heading="Everybody">
        <PeopleTable people={people} person={person} kept={kept} />
        <Pager older={people.length === peoplePage ? `/people?after=${people.at(-1)?.id}` : null} />
      </Section>
    </Main>
  );
}

/** What the page's forms are about: the delegations that the reader can end, the people of this page, the pairs of accounts. */
type Shown = {
  readonly ends: readonly number[];
  readonly people: readonly KnownPerson[];
  readonly pairs: readonly Resemblance[];
};

/** Whether the form that came back stands on this page. */
function isOffered(kept: Kept | null, person: Person, { ends, people, pairs }: Shown): boolean {
  if (kept?.step === "delegate") return mayLend(asJudged(person));
  if (kept?.step === "deactivate" || kept?.step === "reactivate") return people.some(({ id }) => id === kept.id);
  if (kept?.step === "same_person" || kept?.step === "different_person")
    return pairs.some(({ later }) => later.id === kept.id);
  return kept?.step !== "end_delegation" || ends.some((id) => id === kept.id);
}

const numberIn = (asked: unknown): number | undefined => filterOf({ before: asked }).before;
