import { readDelivery } from "@/db/list-deliveries";
import { readChange } from "@/db/read-change";
import { readFreeze } from "@/db/read-freezes";
import { readIncident } from "@/db/read-incident";
import { readRoster } from "@/db/read-roster";
import type { Subject } from "@/lib/judge";
import type { Envelope } from "./envelope";
import {
  changeAsSubject,
  deliveryAsSubject,
  freezeAsSubject,
  incidentAsSubject,
  installationAsSubject,
  personAsSubject,
  rosterAsSubject,
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
  if (subject === "delivery") {
    const delivery = await readDelivery(id);
    return delivery && { subject: deliveryAsSubject(delivery), stepSeq: delivery.stepSeq, now: {} };
  }
  // There is one; a form about its policy says the version that was read, and the database minds it.
  if (subject === "installation") return id === 1 ? { subject: installationAsSubject(), stepSeq: 0, now: {} } : null;
  return subject === "person" ? { subject: personAsSubject(id, "This person"), stepSeq: 0, now: {} } : null;
}
