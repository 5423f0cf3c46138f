import { type NamedRef, reviewOutcomes, rollbackOutcomes } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { endingSteps, stepsMaking, stepsReaching, stepsWithEffect } from "@/lib/rules/steps";
import { type ClientView, otherClientLabel } from "@/lib/systems/client-view";
import { toMicroseconds } from "@/lib/time/exact-time";
import { type AuditedEvent, auditedEventsOf, type NameOf, toAuditEntry } from "./audit-entries";
import type { AuditEntry, ChangeAudit, ReviewAfter, Rollback } from "./change-audit";
import type { ChangeAuditRow } from "./change-audit-row";
import { type DutiesContext, ruleViolationsOf } from "./rule-violations";

/** The names behind the ids. */
export type Names = {
  readonly people: ReadonlyMap<number, string>;
  readonly systems: ReadonlyMap<number, { readonly name: string; readonly client: string; readonly clientId: number }>;
  readonly entries: ReadonlyMap<number, string>;
  /** The roles and delegations of each person over time, and the kind of each entry; absent where permissions are not checked. */
  readonly duties?: DutiesContext;
};

/** The trace of a change out of what the database tells of it. */
export function buildChangeAudit(row: ChangeAuditRow, names: Names, view: ClientView = {}): ChangeAudit {
  const nameOf = (id: number) => names.people.get(id) ?? "";
  const { systems, clients } = systemsAndClientsOf(row, names, view);
  const delegatorOf = (delegation: number) => nameOf(names.duties?.roles.delegatorOf(delegation) ?? 0);
  const events = auditedEventsOf(row.events, nameOf, delegatorOf);
  const newestEvent = (steps: ReadonlySet<Step>) =>
    events.findLast(({ revision, step }) => revision === row.revision && steps.has(step)) ?? null;
  const newestEntry = (steps: ReadonlySet<Step>) => auditEntryOf(newestEvent(steps));
  const failures = failuresOf(events, row.startedAt);
  const reviewsAfter = events.flatMap(reviewOf);
  // Written out: an object of so many members that is put together by spreading takes ten times as long.
  return {
    id: row.id,
    number: row.number,
    type: row.type,
    status: row.status,
    category: row.category,
    systems,
    clients,
    isScopeSettled: row.isScopeSettled,
    withheld: row.withheld,
    trigger: row.trigger,
    entry: row.entry === null || row.withheld ? null : (names.entries.get(row.entry) ?? null),
    revision: row.revision,
    createdAt: row.createdAt,
    policyVersion: row.policyVersion,
    requested: firstEntryOf(events),
    documented: auditEntryOf(documentedOf(newestEvent(documentSteps), newestEvent(returnSteps))),
    submitted: newestEntry(submitSteps),
    reviewed: newestEntry(reviewSteps),
    approved: newestEntry(approveSteps),
    routine: newestEvent(approveSteps)?.step === "approve_routine",
    scheduled: newestEntry(scheduleSteps),
    started: newestEntry(startSteps),
    executed: entryWithStep(newestEvent(executeSteps)),
    verified: newestEntry(verifySteps),
    reviewedAfter: reviewsAfter.at(-1) ?? null,
    failed: failures.at(-1)?.failed ?? null,
    rolledBack: failures.at(-1)?.rolledBack ?? null,
    settled: newestEntry(settleSteps),
    ended: entryWithStep(newestEvent(endingSteps)),
    failures,
    reviewsAfter,
    waived: events.filter(({ step }) => waiveSteps.has(step)).map(toAuditEntry),
    redacted: redactedIn(row, nameOf),
    attested: row.besides.flatMap(([what, id, at, logIndex, of]) =>
      what === "attested" ? [{ id, name: nameOf(id), at, place: logIndex, of }] : [],
    ),
    offRoster: offRosterOf(row, newestEntry(new Set<Step>(["record_roster"])), nameOf),
    authors: authorsOf(events),
    breaches: names.duties ? ruleViolationsOf(row, names.duties, nameOf) : [],
    windowStart: row.windowStart,
    windowEnd: row.windowEnd,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    failedAt: row.failedAt,
    rolledBackAt: row.rolledBackAt,
    factsCompleteAt: row.factsCompleteAt,
    incidents: row.incidents.map(({ number, status, unanswered }) => ({
      number,
      status,
      unanswered: unanswered.map(({ id, owner, dueOn }) => ({ id, owner: { id: owner, name: nameOf(owner) }, dueOn })),
    })),
    followUps: row.followUps,
    last: row.last,
    events: events.length,
  };
}

/** The systems and the clients that a change touches: in a client's view its own, and that there are others. */
function systemsAndClientsOf(
  row: ChangeAuditRow,
  names: Names,
  { client, system }: ClientView,
): Pick<ChangeAudit, "systems" | "clients"> {
  const systemNames = row.systems.flatMap((id) => names.systems.get(id) ?? []);
  const viewer = client ?? (system === undefined ? undefined : names.systems.get(system)?.clientId);
  const shown = viewer === undefined ? systemNames : systemNames.filter(({ clientId }) => clientId === viewer);
  const others = shown.length < systemNames.length ? [otherClientLabel] : [];
  return {
    systems: [...shown.map(({ name }) => name).sort(), ...others],
    clients: [...[...new Set(shown.map(({ client }) => client))].sort(), ...others],
  };
}

const authorSteps = stepsMaking("author");
const documentSteps = stepsMaking("documenter");
const returnSteps = stepsWithEffect("returns");
const submitSteps = stepsReaching("Submitted");
const reviewSteps = stepsMaking("reviewer");
const approveSteps = stepsWithEffect("approves");
const scheduleSteps = stepsWithEffect("schedules");
const waiveSteps = stepsWithEffect("waives");
const startSteps = stepsWithEffect("starts");
const executeSteps = stepsReaching("Executed");
const verifySteps = stepsReaching("Verified");
const failSteps = stepsWithEffect("fails");
const rollbackSteps = stepsWithEffect("rolls_back");
const settleSteps = stepsReaching("Closed after rollback");

function firstEntryOf([first]: readonly AuditedEvent[]): AuditEntry {
  if (!first) throw new Error("a change without an event");
  return toAuditEntry(first);
}

// A return voids the documentation before it.
const documentedOf = (documented: AuditedEvent | null, returnEvent: AuditedEvent | null): AuditedEvent | null =>
  documented && returnEvent && documented.seq < returnEvent.seq ? null : documented;

const redactedIn = (
  { events, besides: relatedEvents, number }: ChangeAuditRow,
  nameOf: NameOf,
): ChangeAudit["redacted"] => [
  ...events.flatMap(([step, id, at, logIndex, , , , field]) =>
    step === "redact" ? [{ id, name: nameOf(id), at, place: logIndex, of: number, field: field ?? "" }] : [],
  ),
  ...relatedEvents.flatMap(([what, id, at, logIndex, of, field]) =>
    what === "redacted" ? [{ id, name: nameOf(id), at, place: logIndex, of, field: field ?? "" }] : [],
  ),
];

function offRosterOf(
  { offRoster }: ChangeAuditRow,
  recorded: AuditEntry | null,
  nameOf: NameOf,
): ChangeAudit["offRoster"] {
  if (!offRoster || !recorded) return null;
  const rostered = offRoster.rostered.map(([id, tier]) => ({ id, name: nameOf(id), tier }));
  return { ...recorded, rostered, explained: offRoster.explained };
}

/** Each failure and the rollback that came after it, if one did. */
function failuresOf(events: readonly AuditedEvent[], startedAt: string | null): ChangeAudit["failures"] {
  return events.flatMap((event, index) => {
    if (!failSteps.has(event.step)) return [];
    const next = events.slice(index + 1).find(({ step }) => failSteps.has(step) || rollbackSteps.has(step));
    return [{ failed: toAuditEntry(event), rolledBack: next ? rollbackOf(next, startedAt) : null }];
  });
}

function rollbackOf(event: AuditedEvent, startedAt: string | null): Rollback | null {
  const outcome = rollbackOutcomes.find((known) => known === event.outcome);
  if (!rollbackSteps.has(event.step) || !outcome) return null;
  const claimed = event.endedAt ?? event.at;
  const endedAt = startedAt && toMicroseconds(claimed) < toMicroseconds(startedAt) ? startedAt : claimed;
  return { ...toAuditEntry(event), outcome, endedAt };
}

function reviewOf(event: AuditedEvent): readonly ReviewAfter[] {
  const outcome = reviewOutcomes.find((known) => known === event.outcome);
  return event.step === "review_after" && outcome ? [{ ...toAuditEntry(event), outcome }] : [];
}

const authorsOf = (events: readonly AuditedEvent[]): readonly NamedRef[] =>
  [...new Map(events.filter(({ step }) => authorSteps.has(step)).map(({ id, name }) => [id, name]))].map(
    ([id, name]) => ({
      id,
      name,
    }),
  );

const auditEntryOf = (event: AuditedEvent | null): AuditEntry | null => event && toAuditEntry(event);
const entryWithStep = (event: AuditedEvent | null) => event && { ...toAuditEntry(event), step: event.step };
