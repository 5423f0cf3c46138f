import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Pager } from "@/components/basics/pager";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { peoplePage } from "@/db/people/read-people";
import { Delegations } from "./delegations";
import type { LoadedEverybody } from "./load-everybody";
import { PeopleTable } from "./people-table";
import { ResemblingAccounts } from "./resembling-accounts";
import { YourEmails } from "./your-emails";
import { YourZone } from "./your-zone";

export const Everybody = ({
  person,
  lent,
  people,
  pairs,
  staff,
  emails,
  delegations,
  kept,
  offered,
}: LoadedEverybody) => (
  <Main>
    <PageHead
      title="People"
      lead="Roles come from the identity provider’s groups at each sign-in; nobody assigns roles here. An operations lead can delegate their authority for a limited time."
    />
    <StepDone person={person} of={["person", "delegation"]} />
    <KeptNotice kept={kept} offered={offered} />
    {pairs.length > 0 ? (
      <Section heading="Accounts that may be one person’s" count={pairs.length}>
        {pairs.map((pair) => (
          <ResemblingAccounts key={`${pair.later.id} ${pair.earlier.id}`} pair={pair} person={person} kept={kept} />
        ))}
      </Section>
    ) : null}
    <YourZone person={person} kept={kept} />
    <YourEmails person={person} emails={emails} kept={kept} />
    <Delegations delegations={delegations} staff={staff} person={person} kept={kept} before={lent} />
    <Section heading="Everyone">
      <PeopleTable people={people} person={person} kept={kept} />
      <Pager older={people.length === peoplePage ? `/people?after=${people.at(-1)?.id}` : null} />
    </Section>
  </Main>
);
