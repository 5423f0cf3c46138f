import { StepConfirmation } from "@/app/_record/step-confirmation";
import { userZone } from "@/app/_request/time-zones";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { Pager } from "@/components/basics/pager";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { peoplePerPage } from "@/db/people/read-people";
import { Delegations } from "./delegations";
import { EmailPreferences } from "./email-preferences";
import type { LoadedPeopleOverview } from "./load-people-overview";
import { PeopleTable } from "./people-table";
import { SecondAccount } from "./second-account";
import { SessionsForm } from "./sessions-form";
import { TimeZonePreference } from "./time-zone-preference";
import { WatchedRecords } from "./watched-records";

export const PeopleOverview = ({
  person,
  delegationsBefore,
  people,
  pairs,
  staff,
  emails,
  watches,
  delegations,
  formDraft,
  offered,
}: LoadedPeopleOverview) => (
  <Main>
    <PageHeader
      title="People"
      intro="Roles come from the identity provider’s groups at each sign-in; nobody assigns roles here. An operations lead can delegate their authority for a limited time."
    />
    <StepConfirmation person={person} recordTypes={["person", "delegation"]} />
    <FormDraftNotice formDraft={formDraft} offered={offered} />
    {pairs.length > 0 ? (
      <Section heading="Accounts that may be one person’s" count={pairs.length}>
        {pairs.map((pair) => (
          <SecondAccount
            key={`${pair.later.id} ${pair.earlier.id}`}
            pair={pair}
            person={person}
            formDraft={formDraft}
          />
        ))}
      </Section>
    ) : null}
    <TimeZonePreference person={person} formDraft={formDraft} />
    <EmailPreferences person={person} emails={emails} formDraft={formDraft} />
    <WatchedRecords watches={watches} person={person} zone={userZone(person)} />
    <Section heading="Your sessions">
      <SessionsForm
        account={{ id: person.personId, name: person.name, deactivatedAt: null }}
        person={person}
        formDraft={formDraft}
      />
    </Section>
    <Delegations
      delegations={delegations}
      staff={staff}
      person={person}
      formDraft={formDraft}
      before={delegationsBefore}
    />
    <Section heading="Everyone">
      <PeopleTable people={people} person={person} formDraft={formDraft} />
      <Pager older={people.length === peoplePerPage ? `/people?after=${people.at(-1)?.id}` : null} />
    </Section>
  </Main>
);
