import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { zoneOf } from "@/app/_request/zone";
import type { World } from "@/components/form/control";
import type { KnownSystem } from "@/db/systems/read-systems";
import type { Blank } from "@/lib/form/declared-rows";
import { calledApart } from "@/lib/people/called-apart";
import type { Person as Judged } from "@/lib/rules/judge";
import type { Named } from "@/lib/rules/record";
import { takesNoStep } from "@/lib/rules/roles";
import { dateIn } from "@/lib/time/dates";

type Parts = {
  person: Person;
  systems?: readonly KnownSystem[];
  /** The record's systems, which stay selectable when they are no longer managed. */
  touched?: readonly { readonly id: number }[];
  staff?: readonly Judged[];
  blanks?: readonly Blank[];
  /** The time zones that a form suggests. */
  zones?: readonly string[];
  now?: string;
  clients?: World["clients"];
  clientNames?: World["clientNames"];
  texts?: World["texts"];
};

export const worldOf = ({
  person,
  systems = [],
  touched = [],
  staff = [],
  blanks = [],
  zones,
  now = new Date().toISOString(),
  texts,
  clients,
  clientNames,
}: Parts): World => ({
  systems: systems
    .filter(({ id, managed }) => managed || touched.some((own) => own.id === id))
    .map(({ id, name, client }) => ({ value: String(id), label: name, group: client.name })),
  covers: coversOf(systems),
  people: staff.filter(({ roles }) => !takesNoStep(roles)).map(asChoice),
  zone: zoneOf(person),
  zones,
  blanks,
  texts,
  clients,
  clientNames,
  finding: { due: dateIn(twoWeeksAfter(now), settings().siteTimezone), owner: String(person.personId) },
});

function coversOf(systems: readonly KnownSystem[]): World["covers"] {
  const clients = new Map(systems.map(({ client }) => [client.id, client.name]));
  const called = calledApart(systems, ({ client }) => client.name);
  return [
    { value: "all", label: "All systems" },
    ...[...clients].map(([id, name]) => ({ value: `client:${id}`, label: name, group: "Clients" })),
    ...systems
      .filter(({ managed }) => managed)
      .map((system) => ({ value: `system:${system.id}`, label: called(system), group: "Systems" })),
  ];
}

const twoWeeksAfter = (now: string) => new Date(new Date(now).getTime() + 14 * 24 * 3_600_000).toISOString();

export const asChoice = ({ id, name }: Named) => ({
  value: String(id),
  label: name,
});

type PlacedSystem = { readonly id: number; readonly name: string; readonly client: string };

/** A closed select shows only the label, so that systems of the same name carry their client in it. */
export const systemChoice = (all: readonly PlacedSystem[]) => {
  const called = calledApart(all, ({ client }) => client);
  return (system: PlacedSystem) => ({ value: String(system.id), label: called(system), group: system.client });
};
