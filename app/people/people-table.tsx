import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { Table } from "@/components/basics/table";
import { When } from "@/components/record/when";
import type { KnownPerson } from "@/db/people/read-people";
import { judge } from "@/lib/rules/judge";
import { roleWords } from "@/lib/rules/words";
import { tellDay, tellPlainly } from "@/lib/time/format";
import { Leaving } from "./leaving";

type Props = { people: readonly KnownPerson[]; person: Person; kept: Kept | null };

export function PeopleTable({ people, person, kept }: Props) {
  const zone = zoneOf(person);
  return (
    <Table
      caption="People, their roles and when they were last here"
      heads={["Name", "Roles", "Last seen", "Sessions", "Account"]}
      rows={people.map((known) => ({
        key: String(known.id),
        cells: [
          <a key="name" className="link" href={`/people?person=${known.id}`}>
            {known.name}
          </a>,
          rolesOf(known, zone),
          <When key="seen" at={known.lastSeenAt} zone={zone} brief />,
          <EndSessions key="end" known={known} person={person} kept={kept} />,
          <Leaving key="leaving" known={known} person={person} kept={kept} />,
        ],
      }))}
    />
  );
}

const rolesOf = ({ roles, lentUntil }: KnownPerson, zone: string) =>
  roles.length === 0 ? (
    <span className="text-muted">no role</span>
  ) : (
    [
      ...roles.map(({ role, since }) => `${roleWords[role]} since ${tellDay(since, zone)}`),
      ...(lentUntil ? [`acts for the operations lead until ${tellPlainly(lentUntil, zone)}`] : []),
    ].join(", ")
  );

/** People end their own sessions; an operations lead ends anybody's. */
function EndSessions({ known, person, kept }: { known: KnownPerson; person: Person; kept: Kept | null }) {
  if (known.deactivatedAt) return null;
  if (!judge("end_sessions", personAsSubject(known.id, known.name), asJudged(person)).ok) return null;
  const own = known.id === person.personId;
  return (
    <FormOf
      step="end_sessions"
      subject="person"
      type=""
      id={known.id}
      world={worldOf({ person })}
      kept={kept}
      look="quiet"
      label={own ? "Sign out everywhere" : `End the sessions of ${known.name}`}
    />
  );
}
