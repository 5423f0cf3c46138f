import { readFreeze } from "@/db/calendar/read-freezes";
import { readEntries } from "@/db/catalogue/read-entries";
import { readChange } from "@/db/changes/read-change";
import { readHalt } from "@/db/halts/read-halts";
import { readIncident } from "@/db/incidents/read-incident";
import { readDelivery } from "@/db/notices/list-deliveries";
import { readRoster } from "@/db/on-call/read-roster";
import { readDelegation } from "@/db/people/read-delegations";
import { readPersonHead } from "@/db/people/read-person";
import { type ListedSystem, readSystem } from "@/db/systems/list-systems";
import type { Subject } from "@/lib/rules/judge";
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

/** A record that a form is about: as the judge sees it (null: it is yet to be made), its last step, and what it says now. */
export type Loaded = {
  readonly subject: Subject | null;
  readonly stepSeq: number;
  readonly now: Readonly<Record<string, unknown>>;
};

/** The record that the envelope names, or null when there is none of that number. */
export async function loadRecord({ subject, id }: Envelope): Promise<Loaded | null> {
  if (id === undefined) return { subject: null, stepSeq: 0, now: {} };
  if (subject === "change") {
    const change = await readChange(id);
    return (
      change && {
        subject: changeAsSubject(change),
        stepSeq: change.stepSeq,
        now: { ...change, systems: change.systems.map((system) => system.id) },
      }
    );
  }
  if (subject === "incident") {
    const incident = await readIncident(id);
    return incident && { subject: incidentAsSubject(incident), stepSeq: incident.stepSeq, now: {} };
  }
  if (subject === "freeze") {
    const freeze = await readFreeze(id);
    return freeze && { subject: freezeAsSubject(freeze), stepSeq: freeze.stepSeq, now: {} };
  }
  if (subject === "roster") {
    const roster = await readRoster(id);
    return roster && { subject: rosterAsSubject(roster), stepSeq: roster.stepSeq, now: {} };
  }
  if (subject === "system") {
    const system = await readSystem(id);
    return system && { subject: systemAsSubject(system), stepSeq: system.stepSeq, now: postedOf(system) };
  }
  if (subject === "delivery") {
    const delivery = await readDelivery(id);
    return delivery && { subject: deliveryAsSubject(delivery), stepSeq: delivery.stepSeq, now: {} };
  }
  if (subject === "entry") {
    const [entry] = await readEntries(id);
    return entry ? { subject: entryAsSubject(entry), stepSeq: entry.stepSeq, now: {} } : null;
  }
  if (subject === "halt") {
    const halt = await readHalt(id);
    return halt && { subject: haltAsSubject(halt), stepSeq: halt.stepSeq, now: {} };
  }
  // There is one; a form about its policy says the version that was read, and the database minds it.
  if (subject === "installation") return id === 1 ? { subject: installationAsSubject(), stepSeq: 0, now: {} } : null;
  if (subject === "delegation") {
    const delegation = await readDelegation(id);
    return delegation && { subject: delegationAsSubject(delegation), stepSeq: delegation.stepSeq, now: {} };
  }
  if (subject !== "person") return null;
  const person = await readPersonHead(id);
  return person && { subject: personAsSubject(id, person.name, person.deactivatedAt !== null), stepSeq: 0, now: {} };
}

/** What the form of a system would post when nothing in it was touched: it shows its times to the minute. */
const postedOf = ({ name, kind, managedSince, managedUntil, owner, monitoringLinks }: ListedSystem) => ({
  name,
  systemKind: kind,
  managedSince: toTheMinute(managedSince),
  managedUntil: managedUntil && toTheMinute(managedUntil),
  owner: owner?.id,
  monitoringLinks,
});

const toTheMinute = (instant: string) => `${instant.slice(0, 16)}:00Z`;
