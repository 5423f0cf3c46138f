import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import type { PersonRecord } from "@/db/people/read-person";
import type { RoleSpan } from "@/lib/people/roles-over-time";
import { roleLabels } from "@/lib/rules/labels";
import { AccountStatus } from "./account-status";
import { ActionTable } from "./action-table";
import type { LoadedPersonDetails } from "./load-person-details";
import { SecondAccount } from "./second-account";
import { SessionsForm } from "./sessions-form";

export function PersonDetails({
  reader,
  id,
  person,
  actions,
  more,
  before,
  pairs,
  formDraft,
  zone,
  spans,
}: LoadedPersonDetails) {
  return (
    <Main>
      <PageHeader
        title={person.name}
        intro={
          <>
            <a className="link print:hidden" href="/people">
              All people
            </a>{" "}
            {person.email ? `${person.email}. ` : ""}Last seen <DateTime at={person.lastSeenAt} zone={zone} />.
          </>
        }
      />
      <FormDraftNotice formDraft={formDraft} offered />
      <div className="mb-6 flex flex-wrap items-start gap-3">
        <AccountStatus account={person} person={reader} formDraft={formDraft} />
        <SessionsForm account={person} person={reader} formDraft={formDraft} />
      </div>
      {pairs.length > 0 ? (
        <Section heading="Accounts with the same e-mail address" count={pairs.length}>
          {pairs.map((pair) => (
            <SecondAccount
              key={`${pair.later.id} ${pair.earlier.id}`}
              pair={pair}
              person={reader}
              formDraft={formDraft}
            />
          ))}
        </Section>
      ) : null}
      {before === undefined ? <Roles person={person} spans={spans} zone={zone} /> : null}
      <Section heading="What they did">
        {actions.length > 0 ? (
          <ActionTable name={person.name} actions={actions} spans={spans} zone={zone} />
        ) : (
          <EmptyState>{person.name} has not done anything here yet.</EmptyState>
        )}
        <Pager
          newer={before === undefined ? null : `/people?person=${id}`}
          older={more ? `/people?person=${id}&before=${actions.at(-1)?.id}` : null}
        />
      </Section>
    </Main>
  );
}

const Roles = ({ person, spans, zone }: { person: PersonRecord; spans: readonly RoleSpan[]; zone: string }) => (
  <Section heading="Roles over time">
    {spans.length > 0 ? (
      <Table
        caption={`The roles of ${person.name} over time`}
        columns={["Role", "Since", "Until"]}
        rows={spans.map(({ role, from, until }) => ({
          key: `${role} ${from}`,
          cells: [
            roleLabels[role],
            <span key="from">
              since <DateTime at={from} zone={zone} />
            </span>,
            <span key="until">until {until ? <DateTime at={until} zone={zone} /> : "now"}</span>,
          ],
        }))}
      />
    ) : (
      <EmptyState>{person.name} has never held a role here.</EmptyState>
    )}
  </Section>
);
