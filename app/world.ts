import type { Blank } from "@/components/blank-fields";
import type { World } from "@/components/step-field";
import type { KnownSystem } from "@/db/read-systems";
import type { Person as Judged } from "@/lib/judge";
import { takesNoStep } from "@/lib/roles";
import { tellLocal } from "@/lib/time";
import type { Person } from "./session";
import { settings } from "./settings";

type Parts = {
  person: Person;
  systems?: readonly KnownSystem[];
  staff?: readonly Judged[];
  blanks?: readonly Blank[];
  now?: string;
};

/** What the forms of a page let its reader choose from. */
export const worldOf = ({
  person,
  systems = [],
  staff = [],
  blanks = [],
  now = new Date().toISOString(),
}: Parts): World => ({
  systems: systems
    .filter(({ managed }) => managed)
    .map(({ id, name, client }) => ({ value: String(id), label: name, group: client.name })),
  covers: coversOf(systems),
  people: staff.filter(({ roles }) => !takesNoStep(roles)).map(({ id, name }) => ({ value: String(id), label: name })),
  zone: zoneOf(person),
  blanks,
  finding: { due: tellLocal(twoWeeksAfter(now), zoneOf(person)).slice(0, 10), owner: String(person.personId) },
});

/** What a freeze can cover: everything, a client's systems, or one system. */
function coversOf(systems: readonly KnownSystem[]): World["covers"] {
  const clients = new Map(systems.map(({ client }) => [client.id, client.name]));
  return [
    { value: "all", label: "All systems" },
    ...[...clients].map(([id, name]) => ({ value: `client:${id}`, label: name, group: "Clients" })),
    ...systems
      .filter(({ managed }) => managed)
      .map(({ id, name }) => ({ value: `system:${id}`, label: name, group: "Systems" })),
  ];
}

/** The zone in which this reader sees times. */
export const zoneOf = (person: Pick<Person, "timezone">): string => person.timezone ?? settings().siteTimezone;

const twoWeeksAfter = (now: string) => new Date(new Date(now).getTime() + 14 * 24 * 3_600_000);
