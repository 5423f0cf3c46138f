import { outcomeWords } from "@/lib/rules/words";
import type { Teller } from "@/lib/time/format-many";
import { type Deed, doer, type Trace } from "./trace";

/** Everybody who did something on the way of a change, and when, a line each: "Reviewed: Rita, 3 Mar 2026, 10:02 (log 102)". */
export function traceLines(trace: Trace, tell: Teller): readonly string[] {
  const { requested, started, windowStart, windowEnd, reviewedAfter, rolledBack, ended, waived, attested } = trace;
  const isEmergency = trace.type === "emergency";
  const line = (word: string, deed: Deed | null, more = "") =>
    deed ? [`${word}: ${doer(deed)}, ${tell(deed.at)}${more}${logPlace(deed)}`] : [];
  return [
    ...line(isEmergency ? "Declared" : "Requested", requested),
    ...(isEmergency ? [] : line("Documented", trace.documented)),
    ...line("Submitted", trace.submitted),
    ...line("Reviewed", trace.reviewed),
    ...line(trace.routine ? "Approved as routine" : "Approved", trace.approved),
    ...line("Scheduled", trace.scheduled),
    ...waived.flatMap((deed) => line("Conflict or freeze overridden", deed)),
    ...(windowStart && windowEnd ? [`Window: ${tell(windowStart)} to ${tell(windowEnd)}`] : []),
    ...(isEmergency ? [] : line("Started", started)),
    ...line(executedWords[trace.executed?.step ?? ""] ?? "Executed", trace.executed),
    ...(isEmergency ? line("Documented", trace.documented) : []),
    ...line("Verified", trace.verified),
    ...line("Failed", trace.failed),
    ...line("Rolled back", rolledBack, `, ${outcomeWords[rolledBack?.outcome ?? ""]}`),
    ...attested.flatMap((deed) => line("Told another way", deed)),
    ...line("Post-implementation review", reviewedAfter, `, ${outcomeWords[reviewedAfter?.outcome ?? ""]}`),
    ...line("Closed after rollback", trace.settled),
    ...line(endings[ended?.step ?? ""] ?? "Ended", ended),
  ];
}

/** The policy's fact *when*: the actual start and end, else the planned window; null while nothing is planned. */
export function whenOf({ startedAt, endedAt, windowStart, windowEnd }: Trace, tell: Teller): string | null {
  if (startedAt) return endedAt ? `${tell(startedAt)} to ${tell(endedAt)}` : `${tell(startedAt)}, not ended yet`;
  return windowStart && windowEnd ? `planned for ${tell(windowStart)} to ${tell(windowEnd)}` : null;
}

const executedWords: Readonly<Record<string, string>> = { stand_down: "Stood down", log: "Logged" };
const endings: Readonly<Record<string, string>> = { reject: "Rejected", cancel: "Cancelled", call_off: "Called off" };
const logPlace = ({ place }: Deed): string => (place === null ? "" : ` (log\u00a0${place})`);
