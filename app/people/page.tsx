import type { Metadata } from "next";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { Table } from "@/components/table";
import { When } from "@/components/when";
import { readEmails } from "@/db/read-emails";
import { type KnownPerson, peoplePage, readPeople } from "@/db/read-people";
import { judge } from "@/lib/judge";
import { tellDay } from "@/lib/time";
import { roleWords } from "@/lib/words";
import { FormOf } from "../form-of";
import { type Kept, keptFor } from "../kept";
import { KeptNotice } from "../kept-notice";
import { type Person, requirePerson } from "../session";
import { asJudged, personAsSubject } from "../subject-of";
import { worldOf, zoneOf } from "../world";
import { YourEmails } from "./your-emails";
import { YourZone } from "./your-zone";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({
  searchParams,
}: {
  searchParams: Promise<{ kept?: string; after?: string }>;
}) {
  const person = await requirePerson("/people");
  const { kept: keptId, after } = await searchParams;
  const [people, emails, kept] = await Promise.all([
    readPeople(after),
    readEmails(person.personId),
    keptFor(person.token, "/people", keptId),
  ]);
  const zone = zoneOf(person);
  return (
    <Main>
      <PageHead
        title="People"
        lead="Roles come from the identity provider’s groups at each sign-in; nobody gives one here."
      />
      <KeptNotice kept={kept} offered />
      <YourZone person={person} kept={kept} />
      <YourEmails person={person} emails={emails} kept={kept} />
      <Table
        caption="People, their roles and when they were last here"
        heads={["Name", "Roles", "Last seen", "Sessions"]}
        rows={people.map((known) => ({
          key: String(known.id),
          cells: [
            known.name,
            rolesOf(known, zone),
            <When key="seen" at={known.lastSeenAt} zone={zone} brief />,
            <EndSessions key="end" known={known} person={person} kept={kept} />,
          ],
        }))}
      />
      <Pager
        older={people.length === peoplePage ? `/people?after=${encodeURIComponent(people.at(-1)?.name ?? "")}` : null}
      />
    </Main>
  );
}

const rolesOf = ({ roles }: KnownPerson, zone: string) =>
  roles.length === 0 ? (
    <span className="text-muted">no role</span>
  ) : (
    roles.map(({ role, since }) => `${roleWords[role]} since ${tellDay(since, zone)}`).join(", ")
  );

/** A person ends their own sessions everywhere; an operations lead ends anybody's. */
function EndSessions({ known, person, kept }: { known: KnownPerson; person: Person; kept: Kept | null }) {
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
