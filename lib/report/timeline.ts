import { outcomeLabels } from "@/lib/rules/labels";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import { type AuditEntry, actorInFull, type ChangeAudit } from "./change-audit";

/** Everybody who did something on the way of a change, and when, a line each: "Reviewed: Rita, 3 Mar 2026, 10:02 (log 102)". */
export function timelineLines(audit: ChangeAudit, formatTime: TimeFormatter): readonly string[] {
  const { requested, started, windowStart, windowEnd, reviewedAfter, rolledBack, ended, waived, attested } = audit;
  const isEmergency = audit.type === "emergency";
  const line = (label: string, entry: AuditEntry | null, suffix = "") =>
    entry ? [`${label}: ${actorInFull(entry)}, ${formatTime(entry.at)}${suffix}${logReference(entry)}`] : [];
  return [
    ...line(isEmergency ? "Declared" : "Requested", requested),
    ...(isEmergency ? [] : line("Documented", audit.documented)),
    ...line("Submitted", audit.submitted),
    ...line("Reviewed", audit.reviewed),
    ...line(audit.routine ? "Approved as routine" : "Approved", audit.approved),
    ...line("Scheduled", audit.scheduled),
    ...waived.flatMap((entry) => line("Conflict or freeze overridden", entry)),
    ...(windowStart && windowEnd ? [`Window: ${formatTime(windowStart)} to ${formatTime(windowEnd)}`] : []),
    ...(isEmergency ? [] : line("Started", started)),
    ...line(executedLabels[audit.executed?.step ?? ""] ?? "Executed", audit.executed),
    ...(isEmergency ? line("Documented", audit.documented) : []),
    ...line("Verified", audit.verified),
    ...line("Failed", audit.failed),
    ...line("Rolled back", rolledBack, `, ${outcomeLabels[rolledBack?.outcome ?? ""]}`),
    ...attested.flatMap((entry) => line("Team told another way", entry)),
    ...line("Post-implementation review", reviewedAfter, `, ${outcomeLabels[reviewedAfter?.outcome ?? ""]}`),
    ...line("Closed after rollback", audit.settled),
    ...line(endingLabels[ended?.step ?? ""] ?? "Ended", ended),
  ];
}

/** The policy's fact *when*: the actual start and end, else the planned window; null while nothing is planned. */
export function whenSentence(
  { startedAt, endedAt, windowStart, windowEnd }: ChangeAudit,
  formatTime: TimeFormatter,
): string | null {
  if (startedAt)
    return endedAt ? `${formatTime(startedAt)} to ${formatTime(endedAt)}` : `${formatTime(startedAt)}, not ended yet`;
  return windowStart && windowEnd ? `planned for ${formatTime(windowStart)} to ${formatTime(windowEnd)}` : null;
}

const executedLabels: Readonly<Record<string, string>> = { stand_down: "Stood down", log: "Logged" };
const endingLabels: Readonly<Record<string, string>> = {
  reject: "Rejected",
  cancel: "Cancelled",
  call_off: "Called off",
};
const logReference = ({ place: logIndex }: AuditEntry): string => (logIndex === null ? "" : ` (log\u00a0${logIndex})`);
