import { Temporal } from "temporal-polyfill";
import type { Tone } from "./marks";
import type { ChangeStatus, ChangeType } from "./record";
import { age } from "./time";

/** The times of a change from which its remarks are derived: ISO instants in UTC. */
export type Times = {
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly approvedAt: string | null;
  readonly startedAt: string | null;
  readonly factsCompleteAt: string | null;
};

export type Remarked = { readonly tone: Tone; readonly words: string; readonly pressing: boolean };

/** When the documentation of an emergency is due: 24 hours after its claimed start (Emergency: documented within 24 hours). */
export const documentationDue = (startedAt: string): string => later(startedAt, { hours: 24 });

/** When an approval lapses: 30 days after it was given. */
export const approvalLapses = (approvedAt: string): string => later(approvedAt, { hours: 30 * 24 });

/** What the clock says of a change at `now`. Time moves no record: these are only told. */
export function remarksOn(change: Times, now: string): readonly Remarked[] {
  return [windowRemark(change, now), approvalRemark(change, now), documentationRemark(change, now)].filter(
    (remark) => remark !== null,
  );
}

function windowRemark({ type, status, windowStart, windowEnd }: Times, now: string): Remarked | null {
  if (type !== "normal" || !windowStart || !windowEnd) return null;
  if (status === "in_progress")
    return now > windowEnd
      ? pressing(`overrunning by ${age(windowEnd, now)}`)
      : calm(`window ends in ${age(now, windowEnd)}`);
  if (status !== "scheduled") return null;
  if (now < windowStart) return calm(`window opens in ${age(now, windowStart)}`);
  return now < windowEnd
    ? { tone: "good", words: `window open for ${age(now, windowEnd)}`, pressing: false }
    : pressing(`window missed ${age(windowEnd, now)} ago`);
}

function approvalRemark({ status, approvedAt }: Times, now: string): Remarked | null {
  if (!approvedAt || (status !== "approved" && status !== "scheduled")) return null;
  const lapses = approvalLapses(approvedAt);
  return now > lapses ? pressing("approval lapsed") : null;
}

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

const later = (instant: string, by: { hours: number }): string => micro(Temporal.Instant.from(instant).add(by));
const micro = (instant: Temporal.Instant) => instant.toString({ smallestUnit: "microsecond" });
const calm = (words: string): Remarked => ({ tone: "plain", words, pressing: false });
const pressing = (words: string): Remarked => ({ tone: "bad", words, pressing: true });

/** Whether the clock says of a change that somebody is late. */
export const isPressing = (change: Times, now: string): boolean =>
  remarksOn(change, now).some(({ pressing }) => pressing);

/** Whether a change that has a window to keep has it on the day of `now` in `zone`. */
export function windowTouches({ status, windowStart, windowEnd }: Times, now: string, zone: string): boolean {
  if (!windowStart || !windowEnd || (status !== "scheduled" && status !== "in_progress")) return false;
  const day = Temporal.Instant.from(now).toZonedDateTimeISO(zone).startOfDay();
  return windowStart < micro(day.add({ days: 1 }).toInstant()) && windowEnd > micro(day.toInstant());
}
