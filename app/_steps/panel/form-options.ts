import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import type { FormOptions } from "@/components/form/control";
import type { SystemRecord } from "@/db/systems/read-systems";
import type { TemplateField } from "@/lib/form/template-field-rows";
import { uniqueNames } from "@/lib/people/unique-names";
import type { Actor } from "@/lib/rules/judge";
import type { NamedRef } from "@/lib/rules/record";
import { isReadOnly } from "@/lib/rules/roles";
import { dateInZone } from "@/lib/time/date-in-zone";

type FormOptionsInput = {
  person: SessionUser;
  systems?: readonly SystemRecord[];
  /** Systems that stand first, in that order. */
  recentSystems?: readonly number[];
  /** The record's systems, which stay selectable when they are no longer managed. */
  recordSystems?: readonly { readonly id: number }[];
  staff?: readonly Actor[];
  templateFields?: readonly TemplateField[];
  /** The time zones that a form suggests. */
  zones?: readonly string[];
  now?: string;
  clients?: FormOptions["clients"];
  clientNames?: FormOptions["clientNames"];
  texts?: FormOptions["redactableTexts"];
  eventTypes?: FormOptions["eventTypes"];
  templates?: FormOptions["templates"];
};

export const formOptionsFor = ({
  person,
  systems = [],
  recordSystems = [],
  recentSystems = [],
  staff = [],
  templateFields = [],
  zones,
  now = new Date().toISOString(),
  texts,
  clients,
  clientNames,
  eventTypes,
  templates,
}: FormOptionsInput): FormOptions => ({
  systems: recentFirst(
    systems.filter(({ id, managed }) => managed || recordSystems.some((own) => own.id === id)),
    recentSystems,
  ),
  freezeScopes: freezeScopeChoices(systems),
  people: staff.filter(({ roles }) => !isReadOnly(roles)).map(toChoice),
  zone: userZone(person),
  zones,
  templateFields,
  redactableTexts: texts,
  clients,
  clientNames,
  eventTypes,
  templates,
  findingDefaults: { due: dateInZone(twoWeeksAfter(now), settings().siteTimezone), owner: String(person.personId) },
});

function recentFirst(systems: readonly SystemRecord[], recentIds: readonly number[]) {
  const recent = recentIds.flatMap((id) => systems.filter((system) => system.id === id));
  const rest = systems.filter(({ id }) => !recentIds.includes(id));
  return [
    ...recent.map(({ id, name, client }) => ({
      value: String(id),
      label: name,
      hint: client.name,
      group: "Yours lately",
    })),
    ...rest.map(({ id, name, client }) => ({ value: String(id), label: name, group: client.name })),
  ];
}

function freezeScopeChoices(systems: readonly SystemRecord[]): FormOptions["freezeScopes"] {
  const clients = new Map(systems.map(({ client }) => [client.id, client.name]));
  const distinctName = uniqueNames(systems, ({ client }) => client.name);
  return [
    { value: "all", label: "All systems" },
    ...[...clients].map(([id, name]) => ({ value: `client:${id}`, label: name, group: "Clients" })),
    ...systems
      .filter(({ managed }) => managed)
      .map((system) => ({ value: `system:${system.id}`, label: distinctName(system), group: "Systems" })),
  ];
}

const twoWeeksAfter = (now: string) => new Date(new Date(now).getTime() + 14 * 24 * 3_600_000).toISOString();

export const toChoice = ({ id, name }: NamedRef) => ({
  value: String(id),
  label: name,
});

type SystemOfClient = { readonly id: number; readonly name: string; readonly client: string };

/** A closed select shows only the label, so that systems of the same name carry their client in it. */
export const toSystemChoice = (all: readonly SystemOfClient[]) => {
  const distinctName = uniqueNames(all, ({ client }) => client);
  return (system: SystemOfClient) => ({ value: String(system.id), label: distinctName(system), group: system.client });
};
