import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { Table } from "@/components/basics/table";
import { When } from "@/components/record/when";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import type { ShownPerson } from "@/db/people/read-person";
import type { RoleSpan } from "@/lib/people/roles-over-time";
import { roleWords } from "@/lib/rules/words";
import { ActTable } from "./act-table";
import { Leaving } from "./leaving";
import type { LoadedOnePerson } from "./load-one-person";
import { ResemblingAccounts } from "./resembling-accounts";

export function OnePerson({ reader, id, person, acts, more, before, pairs, kept, zone, spans }: LoadedOnePerson) {
  return (
    <Main>
      <PageHead
        title={person.name}
        lead={
          <>
            <a className="link print:hidden" href="/people">
              All people
            </a>{" "}
            {person.email ? `${person.email}. ` : ""}Last seen <When at={person.lastSeenAt} zone={zone} />.
          </>
        }
      />
      <KeptNotice kept={kept} offered />
      <Leaving known={person} person={reader} kept={kept} />
      {pairs.length > 0 ? (
        <Section heading="Accounts with the same e-mail address" count={pairs.length}>
          {pairs.map((pair) => (
            <ResemblingAccounts key={`${pair.later.id} ${pair.earlier.id}`} pair={pair} person={reader} kept={kept} />
          ))}
        </Section>
      ) : null}
      {before === undefined ? <Roles person={person} spans={spans} zone={zone} /> : null}
      <Section heading="What they did">
        {acts.length > 0 ? (
          <ActTable of={person.name} acts={acts} spans={spans} zone={zone} />
        ) : (
          <Empty>{person.name} has not done anything here yet.</Empty>
        )}
        <Pager
          newer={before === undefined ? null : `/people?person=${id}`}
          older={more ? `/people?person=${id}&before=${acts.at(-1)?.id}` : null}
        />
      </Section>
    </Main>
  );
}

const Roles = ({ person, spans, zone }: { person: ShownPerson; spans: readonly RoleSpan[]; zone: string }) => (
  <Section heading="Roles over time">
    {spans.length > 0 ? (
      <Table
        caption={`The roles of ${person.name} over time`}
        heads={["Role", "Since", "Until"]}
        rows={spans.map(({ role, from, until }) => ({
          key: `${role} ${from}`,
          cells: [
            roleWords[role],
            <span key="from">
              since <When at={from} zone={zone} />
            </span>,
            <span key="until">until {until ? <When at={until} zone={zone} /> : "now"}</span>,
          ],
        }))}
      />
    ) : (
      <Empty>{person.name} has never held a role here.</Empty>
    )}
  </Section>
);
