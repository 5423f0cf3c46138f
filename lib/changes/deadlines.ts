import { Temporal } from "temporal-polyfill";
import type { Tone } from "@/lib/looks/marks";
import { type ChangeStatus, type ChangeType, holdingStatuses } from "@/lib/rules/record";
import { minutesLater } from "@/lib/time/exact-time";
import { age, tellClock, tellPlainly } from "@/lib/time/format";

/** The times of a change from which its deadlines are derived: ISO instants in UTC. */
export type Times = {
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly rollbackMinutes: number | null;
  readonly approvedAt: string | null;
  readonly startedAt: string | null;
  readonly factsCompleteAt: string | null;
};

type Remarked = { readonly tone: Tone; readonly words: string; readonly pressing: boolean };

/** When the documentation of an emergency is due: 24 hours after its claimed start (Emergency: documented within 24 hours). */
export const documentationDue = (startedAt: string): string => minutesLater(startedAt, 24 * 60);

/** When an approval expires: 30 days after it was given. */
const approvalLapses = (approvedAt: string): string => minutesLater(approvedAt, 30 * 24 * 60);

/**
 * The latest safe moment to begin the rollback of a normal change that runs: the minutes it takes before the window ends.
 * Null otherwise, and where nothing says how long it takes.
 */
export function rollbackBy({ type, status, windowEnd, rollbackMinutes }: Times): string | null {
  const counts = type === "normal" && status === "in_progress" && windowEnd !== null && rollbackMinutes !== null;
  return counts ? minutesLater(windowEnd, -rollbackMinutes) : null;
}

/** The deadlines of a change at `now`, with times of day in `zone`. Time never moves a record, so these are only displayed. */
export function remarksOn(change: Times, now: string, zone: string): readonly Remarked[] {
  return [
    windowRemark(change, now, zone),
    rollbackRemark(change, now, zone),
    approvalRemark(change, now),
    documentationRemark(change, now),
  ].filter((remark) => remark !== null);
}

// A window is half-open: at its end it is over.
function windowRemark({ type, status, windowStart, windowEnd }: Times, now: string, zone: string): Remarked | null {
  if (type !== "normal" || !windowStart || !windowEnd) return null;
  if (status === "in_progress")
    return now < windowEnd
      ? calm(`window until ${tellClock(windowEnd, zone)}`)
      : pressing(`overrunning by ${age(windowEnd, now)}`);
  if (status !== "scheduled") return null;
  if (now < windowStart) return calm(`opens in ${age(now, windowStart)}`);
  return now < windowEnd
    ? { tone: "good", words: `open until ${tellClock(windowEnd, zone)}`, pressing: false }
    : pressing(`window missed ${age(windowEnd, now)} ago`);
}

function rollbackRemark(change: Times, now: string, zone: string): Remarked | null {
  const by = rollbackBy(change);
  if (!by || !change.windowEnd || now >= change.windowEnd) return null;
  return now <= by
    ? { tone: "warn", words: `start a rollback by ${tellClock(by, zone)}`, pressing: false }
    : pressing(`too late to roll back inside the window (${age(by, now)} ago)`);
}

function approvalRemark({ status, approvedAt }: Times, now: string): Remarked | null {
  if (!approvedAt || (status !== "approved" && status !== "scheduled")) return null;
  const lapses = approvalLapses(approvedAt);
  return now > lapses ? pressing("approval expired") : null;
}

/** Why no free time is offered for a change whose approval expires at an instant, or expired. */
export const noFreeTime = (lapsesAt: string, now: string, zone: string): string =>
  now > lapsesAt
    ? `The approval expired on ${tellPlainly(lapsesAt, zone)}. Revise the change and have it reviewed and approved again.`
    : `No free time before the approval expires on ${tellPlainly(lapsesAt, zone)}. Revise the change, or ask an operations lead.`;

function documentationRemark({ type, status, startedAt, factsCompleteAt }: Times, now: string): Remarked | null {
  if (type !== "emergency" || !startedAt) return null;
  const due = documentationDue(startedAt);
  if (factsCompleteAt)
    return factsCompleteAt > due
      ? { tone: "warn", words: `documented ${age(due, factsCompleteAt)} late`, pressing: false }
      : null;
  if (status === "closed") return null;
  return now > due
    ? pressing(`documentation late by ${age(due, now)}`)
    : { tone: "warn", words: `documentation due in ${age(now, due)}`, pressing: false };
}

const micro = (instant: Temporal.Instant) => instant.toString({ smallestUnit: "microsecond" });
const calm = (words: string): Remarked => ({ tone: "plain", words, pressing: false });
const pressing = (words: string): Remarked => ({ tone: "bad", words, pressing: true });

/** Whether any deadline of the change has passed. */
export const isPressing = (change: Times, now: string): boolean =>
  remarksOn(change, now, "UTC").some(({ pressing }) => pressing);

/** Whether a change that has a window to keep has it on the day of `now` in `zone`. */
export function windowTouches({ status, windowStart, windowEnd }: Times, now: string, zone: string): boolean {
  if (!windowStart || !windowEnd || !holdingStatuses.some((held) => held === status)) return false;
  const day = Temporal.Instant.from(now).toZonedDateTimeISO(zone).startOfDay();
  return windowStart < micro(day.add({ days: 1 }).toInstant()) && windowEnd > micro(day.toInstant());
}
