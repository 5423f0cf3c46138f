import { Temporal } from "temporal-polyfill";
import type { Tone } from "@/lib/looks/badges";
import { type ChangeStatus, type ChangeType, isReserving } from "@/lib/rules/record";
import { addMinutes } from "@/lib/time/exact-time";
import { formatAge, formatDateTime, formatTimeOfDay } from "@/lib/time/format";

/** The times of a change from which its deadlines are derived: ISO instants in UTC. */
export type ChangeTimes = {
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly rollbackMinutes: number | null;
  readonly approvedAt: string | null;
  readonly startedAt: string | null;
  readonly factsCompleteAt: string | null;
};

/** Which changes have which deadline: their window, the last moment to begin a rollback, approval, documentation. */
export const deadlineRules = {
  window: { types: ["normal"], statuses: ["scheduled", "in_progress"] },
  rollback: { types: ["normal"], statuses: ["in_progress"] },
  approval: { statuses: ["approved", "scheduled"], days: 30 },
  documentation: { types: ["emergency"], notStatuses: ["closed"], hours: 24 },
} as const;

type DeadlineRule = { readonly types?: readonly ChangeType[]; readonly statuses?: readonly ChangeStatus[] };

const isUnder = ({ types, statuses }: DeadlineRule, { type, status }: Pick<ChangeTimes, "type" | "status">): boolean =>
  (types?.includes(type) ?? true) && (statuses?.includes(status) ?? true);

type Deadline = { readonly tone: Tone; readonly text: string; readonly isOverdue: boolean };

/** When the documentation of an emergency is due: 24 hours after its claimed start (Emergency: documented within 24 hours). */
export const documentationDue = (startedAt: string): string =>
  addMinutes(startedAt, deadlineRules.documentation.hours * 60);

/** When an approval expires: 30 days after it was given. */
const approvalExpiry = (approvedAt: string): string => addMinutes(approvedAt, deadlineRules.approval.days * 24 * 60);

/**
 * The latest safe moment to begin the rollback of a normal change that runs: the minutes it takes before the window ends.
 * Null otherwise, and where nothing says how long it takes.
 */
export function latestRollbackStart(change: ChangeTimes): string | null {
  const { windowEnd, rollbackMinutes } = change;
  const isApplicable = isUnder(deadlineRules.rollback, change) && windowEnd !== null && rollbackMinutes !== null;
  return isApplicable ? addMinutes(windowEnd, -rollbackMinutes) : null;
}

/** The deadlines of a change at `now`, with times of day in `zone`. Time never moves a record, so these are only displayed. */
export function deadlinesOf(change: ChangeTimes, now: string, zone: string): readonly Deadline[] {
  return [
    windowDeadline(change, now, zone),
    rollbackDeadline(change, now, zone),
    approvalDeadline(change, now),
    documentationDeadline(change, now),
  ].filter((deadline) => deadline !== null);
}

// A window is half-open: at its end it is over.
function windowDeadline(change: ChangeTimes, now: string, zone: string): Deadline | null {
  const { status, windowStart, windowEnd } = change;
  if (!isUnder(deadlineRules.window, change) || !windowStart || !windowEnd) return null;
  if (status === "in_progress")
    return now < windowEnd
      ? onTime(`window until ${formatTimeOfDay(windowEnd, zone)}`)
      : overdue(`overrunning by ${formatAge(windowEnd, now)}`);
  if (now < windowStart) return onTime(`window opens in ${formatAge(now, windowStart)}`);
  return now < windowEnd
    ? { tone: "good", text: `window open until ${formatTimeOfDay(windowEnd, zone)}`, isOverdue: false }
    : overdue(`window missed ${formatAge(windowEnd, now)} ago`);
}

function rollbackDeadline(change: ChangeTimes, now: string, zone: string): Deadline | null {
  const latestStart = latestRollbackStart(change);
  if (!latestStart || !change.windowEnd || now >= change.windowEnd) return null;
  return now <= latestStart
    ? { tone: "warn", text: `start a rollback by ${formatTimeOfDay(latestStart, zone)}`, isOverdue: false }
    : overdue(`too late to roll back inside the window (${formatAge(latestStart, now)} ago)`);
}

function approvalDeadline(change: ChangeTimes, now: string): Deadline | null {
  if (!change.approvedAt || !isUnder(deadlineRules.approval, change)) return null;
  const expiry = approvalExpiry(change.approvedAt);
  return now > expiry ? overdue("approval expired") : null;
}

/** Why no free time is offered for a change whose approval expires at an instant, or expired. */
export const noFreeSlotSentence = (expiresAt: string, now: string, zone: string): string =>
  now > expiresAt
    ? `The approval expired on ${formatDateTime(expiresAt, zone)}. Revise the change and have it reviewed and approved again.`
    : `No free time before the approval expires on ${formatDateTime(expiresAt, zone)}. Revise the change, or ask an operations lead.`;

function documentationDeadline(change: ChangeTimes, now: string): Deadline | null {
  const { status, startedAt, factsCompleteAt } = change;
  const { types, notStatuses } = deadlineRules.documentation;
  if (!isUnder({ types }, change) || !startedAt) return null;
  const due = documentationDue(startedAt);
  if (factsCompleteAt)
    return factsCompleteAt > due
      ? { tone: "warn", text: `documented ${formatAge(due, factsCompleteAt)} late`, isOverdue: false }
      : null;
  if (notStatuses.some((ended) => ended === status)) return null;
  return now > due
    ? overdue(`documentation late by ${formatAge(due, now)}`)
    : { tone: "warn", text: `documentation due in ${formatAge(now, due)}`, isOverdue: false };
}

const toMicrosecondIso = (instant: Temporal.Instant) => instant.toString({ smallestUnit: "microsecond" });
const onTime = (text: string): Deadline => ({ tone: "plain", text, isOverdue: false });
const overdue = (text: string): Deadline => ({ tone: "bad", text, isOverdue: true });

/** Whether any deadline of the change has passed. */
export const isOverdue = (change: ChangeTimes, now: string): boolean =>
  deadlinesOf(change, now, "UTC").some(({ isOverdue }) => isOverdue);

/** Whether a change that has a window to keep has it on the day of `now` in `zone`. */
export function hasWindowOnDay({ status, windowStart, windowEnd }: ChangeTimes, now: string, zone: string): boolean {
  if (!windowStart || !windowEnd || !isReserving(status)) return false;
  const day = Temporal.Instant.from(now).toZonedDateTimeISO(zone).startOfDay();
  return (
    windowStart < toMicrosecondIso(day.add({ days: 1 }).toInstant()) && windowEnd > toMicrosecondIso(day.toInstant())
  );
}
