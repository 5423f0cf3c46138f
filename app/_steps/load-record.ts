import { readFreeze } from "@/db/calendar/read-freezes";
import { readEntries } from "@/db/catalogue/read-entries";
import { type ChangeRecord, readChange } from "@/db/changes/read-change";
import { readHalt } from "@/db/halts/read-halts";
import { readIncident } from "@/db/incidents/read-incident";
import { readDelivery } from "@/db/notices/list-deliveries";
import { readRoster } from "@/db/on-call/read-roster";
import { readDelegation } from "@/db/people/read-delegations";
import { readPersonHead } from "@/db/people/read-person";
import { type ListedSystem, readSystem } from "@/db/systems/list-systems";
import type { Subject } from "@/lib/rules/judge";
import type { SubjectType } from "@/lib/rules/record";
import type { Envelope } from "./envelope";
import {
  changeAsSubject,
  delegationAsSubject,
  deliveryAsSubject,
  entryAsSubject,
  freezeAsSubject,
  haltAsSubject,
  incidentAsSubject,
  installationAsSubject,
  personAsSubject,
  rosterAsSubject,
  systemAsSubject,
} from "./subject-of";

/** The record of a form: its state (null before it exists), its last step, and its current values. */
export type Loaded = {
  readonly subject: Subject | null;
  readonly stepSeq: number;
  readonly now: Readonly<Record<string, unknown>>;
};

/** Null when there is no record of that number. */
export async function loadRecord({ subject, id }: Envelope): Promise<Loaded | null> {
  return id === undefined ? { subject: null, stepSeq: 0, now: {} } : loaders[subject](id);
}

const loaders: Readonly<Record<SubjectType, (id: number) => Promise<Loaded | null>>> = {
  change: async (id) => loaded(await readChange(id), changeAsSubject, sayingNow),
  incident: async (id) => loaded(await readIncident(id), incidentAsSubject),
  freeze: async (id) => loaded(await readFreeze(id), freezeAsSubject),
  roster: async (id) => loaded(await readRoster(id), rosterAsSubject),
  system: async (id) => loaded(await readSystem(id), systemAsSubject, postedOf),
  delivery: async (id) => loaded(await readDelivery(id), deliveryAsSubject),
  entry: async (id) => loaded((await readEntries(id))[0], entryAsSubject),
  halt: async (id) => loaded(await readHalt(id), haltAsSubject),
  delegation: async (id) => loaded(await readDelegation(id), delegationAsSubject),
  // There is only one. A policy form carries the version it was rendered with, which the database checks.
  installation: async (id) => (id === 1 ? { subject: installationAsSubject(), stepSeq: 0, now: {} } : null),
  person: async (id) => {
    const person = await readPersonHead(id);
    const isDeactivated = person?.deactivatedAt !== null;
    return person && { subject: personAsSubject(id, person.name, isDeactivated), stepSeq: 0, now: {} };
  },
};

const loaded = <R extends { readonly stepSeq: number }>(
  record: R | null | undefined,
  asSubject: (record: R) => Subject,
  now: (record: R) => Loaded["now"] = () => ({}),
): Loaded | null => (record ? { subject: asSubject(record), stepSeq: record.stepSeq, now: now(record) } : null);

const sayingNow = (change: ChangeRecord) => ({ ...change, systems: change.systems.map((system) => system.id) });

/** What an untouched form would post: it shows times to the minute. */
const postedOf = ({ name, kind, managedSince, managedUntil, owner, monitoringLinks }: ListedSystem) => ({
  name,
  systemKind: kind,
  managedSince: toTheMinute(managedSince),
  managedUntil: managedUntil && toTheMinute(managedUntil),
  owner: owner?.id,
  monitoringLinks,
});

const toTheMinute = (instant: string) => `${instant.slice(0, 16)}:00Z`;
