import { Table } from "@/components/table";
import { When } from "@/components/when";
import type { KnownPerson } from "@/db/read-people";
import { judge } from "@/lib/judge";
import { tellDay, tellPlainly } from "@/lib/time";
import { roleWords } from "@/lib/words";
import { FormOf } from "../form-of";
import type { Kept } from "../kept";
import type { Person } from "../session";
import { asJudged, personAsSubject } from "../subject-of";
import { worldOf, zoneOf } from "../world";
import { Leaving } from "./leaving";

type Props = { people: readonly KnownPerson[]; person: Person; kept: Kept | null };

/** Everybody who ever signed in, with their roles and what is lent to them. */
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

/** A person ends their own sessions everywhere; an operations lead ends anybody's. */
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
