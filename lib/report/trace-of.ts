import { type Named, reviewOutcomes, rollbackOutcomes } from "@/lib/rules/record";
import type { ChangeStep, Step } from "@/lib/rules/rules";
import { endingSteps, stepsMaking, stepsReaching, stepsThatDo } from "@/lib/rules/steps";
import { anotherClient, type ViewedBy } from "@/lib/systems/client-view";
import { microsOf } from "@/lib/time/exact-time";
import { breachesOf, type DutiesKnown } from "./breaches-of";
import type { ToldChange, ToldEvent } from "./told-change";
import type { Deed, ReviewAfter, Rollback, Trace } from "./trace";

/** The names behind the ids. */
export type Names = {
  readonly people: ReadonlyMap<number, string>;
  readonly systems: ReadonlyMap<number, { readonly name: string; readonly client: string; readonly clientId: number }>;
  readonly entries: ReadonlyMap<number, string>;
  /** Who held and was lent which role when, and of which kind the entries are: absent where nobody asks who might take a step. */
  readonly duties?: DutiesKnown;
};

/** The trace of a change out of what the database tells of it. */
export function traceOf(told: ToldChange, names: Names, view: ViewedBy = {}): Trace {
  const nameOf = (id: number) => names.people.get(id) ?? "";
  const { systems, clients } = placesOf(told, names, view);
  const lenderOf = (delegation: number) => nameOf(names.duties?.roles.lenderOf(delegation) ?? 0);
  const done = doneIn(told.events, nameOf, lenderOf);
  const newest = (steps: ReadonlySet<Step>) =>
    done.findLast(({ revision, step }) => revision === told.revision && steps.has(step)) ?? null;
  const deed = (steps: ReadonlySet<Step>) => deedOf(newest(steps));
  const failures = failuresOf(done, told.startedAt);
  const reviewsAfter = done.flatMap(reviewOf);
  // Written out: an object of so many members that is put together by spreading takes ten times as long.
  return {
    id: told.id,
    number: told.number,
    type: told.type,
    status: told.status,
    category: told.category,
    systems,
    clients,
    isScopeSettled: told.isScopeSettled,
    withheld: told.withheld,
    trigger: told.trigger,
    entry: told.entry === null || told.withheld ? null : (names.entries.get(told.entry) ?? null),
    revision: told.revision,
    createdAt: told.createdAt,
    policyVersion: told.policyVersion,
    requested: firstOf(done),
    documented: deedOf(documentedOf(newest(documenting), newest(returning))),
    submitted: deed(submitting),
    reviewed: deed(reviewing),
    approved: deed(approving),
    routine: newest(approving)?.step === "approve_routine",
    scheduled: deed(scheduling),
    started: deed(starting),
    executed: stepOf(newest(executing)),
    verified: deed(verifying),
    reviewedAfter: reviewsAfter.at(-1) ?? null,
    failed: failures.at(-1)?.failed ?? null,
    rolledBack: failures.at(-1)?.rolledBack ?? null,
    settled: deed(settling),
    ended: stepOf(newest(endingSteps)),
    failures,
    reviewsAfter,
    waived: done.filter(({ step }) => waiving.has(step)).map(plain),
    redacted: redactedIn(told, nameOf),
    attested: told.besides.flatMap(([what, id, at, place, of]) =>
      what === "attested" ? [{ id, name: nameOf(id), at, place, of }] : [],
    ),
    offRoster: offRosterOf(told, deed(new Set<Step>(["record_roster"])), nameOf),
    authors: authorsOf(done),
    breaches: names.duties ? breachesOf(told, names.duties, nameOf) : [],
    windowStart: told.windowStart,
    windowEnd: told.windowEnd,
    startedAt: told.startedAt,
    endedAt: told.endedAt,
    failedAt: told.failedAt,
    rolledBackAt: told.rolledBackAt,
    factsCompleteAt: told.factsCompleteAt,
    incidents: told.incidents.map(({ number, status, unanswered }) => ({
      number,
      status,
      unanswered: unanswered.map(({ id, owner, dueOn }) => ({ id, owner: { id: owner, name: nameOf(owner) }, dueOn })),
    })),
    followUps: told.followUps,
    last: told.last,
    events: done.length,
  };
}

/** The systems and the clients that a change touches: in a client's view its own, and that there are others. */
function placesOf(told: ToldChange, names: Names, { client, system }: ViewedBy): Pick<Trace, "systems" | "clients"> {
  const places = told.systems.flatMap((id) => names.systems.get(id) ?? []);
  const viewer = client ?? (system === undefined ? undefined : names.systems.get(system)?.clientId);
  const own = viewer === undefined ? places : places.filter(({ clientId }) => clientId === viewer);
  const others = own.length < places.length ? [anotherClient] : [];
  return {
    systems: [...own.map(({ name }) => name).sort(), ...others],
    clients: [...[...new Set(own.map(({ client }) => client))].sort(), ...others],
  };
}

type NameOf = (id: number) => string;
type Done = Deed & {
  readonly seq: number;
  readonly step: ChangeStep;
  readonly revision: number;
  readonly outcome: string | null;
  readonly endedAt: string | null;
};

const authoring = stepsMaking("author");
const documenting = stepsMaking("documenter");
const returning = stepsThatDo("returns");
const submitting = stepsReaching("Submitted");
const reviewing = stepsMaking("reviewer");
const approving = stepsThatDo("approves");
const scheduling = stepsThatDo("schedules");
const waiving = stepsThatDo("waives");
const starting = stepsThatDo("starts");
const executing = stepsReaching("Executed");
const verifying = stepsReaching("Verified");
const failing = stepsThatDo("fails");
const rollingBack = stepsThatDo("rolls_back");
const settling = stepsReaching("Closed after rollback");

const doneIn = (events: readonly ToldEvent[], nameOf: NameOf, lenderOf: NameOf): readonly Done[] =>
  events.map(([step, id, at, place, revision, outcome, endedAt, , , delegation], seq) => ({
    id,
    name: nameOf(id),
    at,
    place,
    lender: delegation ? lenderOf(delegation) : undefined,
    seq,
    step,
    revision,
    outcome,
    endedAt,
  }));

function firstOf([first]: readonly Done[]): Deed {
  if (!first) throw new Error("a change without an event");
  return plain(first);
}

// A return voids the documentation before it.
const documentedOf = (documented: Done | null, returned: Done | null): Done | null =>
  documented && returned && documented.seq < returned.seq ? null : documented;

const redactedIn = ({ events, besides, number }: ToldChange, nameOf: NameOf): Trace["redacted"] => [
  ...events.flatMap(([step, id, at, place, , , , field]) =>
    step === "redact" ? [{ id, name: nameOf(id), at, place, of: number, field: field ?? "" }] : [],
  ),
  ...besides.flatMap(([what, id, at, place, of, field]) =>
    what === "redacted" ? [{ id, name: nameOf(id), at, place, of, field: field ?? "" }] : [],
  ),
];

function offRosterOf({ offRoster }: ToldChange, recorded: Deed | null, nameOf: NameOf): Trace["offRoster"] {
  if (!offRoster || !recorded) return null;
  const rostered = offRoster.rostered.map(([id, tier]) => ({ id, name: nameOf(id), tier }));
  return { ...recorded, rostered, explained: offRoster.explained };
}

/** Each failure and the rollback that came after it, if one did. */
function failuresOf(done: readonly Done[], startedAt: string | null): Trace["failures"] {
  return done.flatMap((one, place) => {
    if (!failing.has(one.step)) return [];
    const next = done.slice(place + 1).find(({ step }) => failing.has(step) || rollingBack.has(step));
    return [{ failed: plain(one), rolledBack: next ? rollbackOf(next, startedAt) : null }];
  });
}

function rollbackOf(deed: Done, startedAt: string | null): Rollback | null {
  const outcome = rollbackOutcomes.find((known) => known === deed.outcome);
  if (!rollingBack.has(deed.step) || !outcome) return null;
  const claimed = deed.endedAt ?? deed.at;
  const endedAt = startedAt && microsOf(claimed) < microsOf(startedAt) ? startedAt : claimed;
  return { ...plain(deed), outcome, endedAt };
}

function reviewOf(deed: Done): readonly ReviewAfter[] {
  const outcome = reviewOutcomes.find((known) => known === deed.outcome);
  return deed.step === "review_after" && outcome ? [{ ...plain(deed), outcome }] : [];
}

const authorsOf = (done: readonly Done[]): readonly Named[] =>
  [...new Map(done.filter(({ step }) => authoring.has(step)).map(({ id, name }) => [id, name]))].map(([id, name]) => ({
    id,
    name,
  }));

const plain = ({ id, name, at, place, lender }: Done): Deed =>
  lender ? { id, name, at, place, lender } : { id, name, at, place };
const deedOf = (done: Done | null): Deed | null => done && plain(done);
const stepOf = (done: Done | null) => done && { ...plain(done), step: done.step };
