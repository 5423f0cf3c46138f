import { notFound } from "next/navigation";
import { Empty } from "@/components/empty";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { When } from "@/components/when";
import { readPerson, type ShownPerson } from "@/db/read-person";
import { type RoleSpan, rolesOverTime } from "@/lib/roles-over-time";
import { roleWords } from "@/lib/words";
import { ActTable } from "./act-table";

type Props = { id: number; before: number | undefined; zone: string };

/** Somebody: their roles over time, and what they did, with the roles that they held when they did it. */
export async function OnePerson({ id, before, zone }: Props) {
  const read = await readPerson(id, before);
  if (!read) notFound();
  const { person, acts, more } = read;
  const spans = rolesOverTime(person.changes, person.roles);
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
      {before === undefined ? <Roles person={person} spans={spans} zone={zone} /> : null}
      <Section heading="What they did">
        {acts.length > 0 ? (
          <ActTable of={person.name} acts={acts} spans={spans} zone={zone} />
        ) : (
          <Empty>Nothing is on record that {person.name} did.</Empty>
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
      <Empty>{person.name} never held a role here.</Empty>
    )}
  </Section>
);
