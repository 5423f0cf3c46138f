import { formatAge } from "@/lib/time/format";
import type { AuditEntry, ChangeAudit } from "./change-audit";

export const isAfter = (entry: AuditEntry | null, other: AuditEntry | null): boolean =>
  entry !== null && other !== null && entry.at > other.at;

export const isSame = (entry: AuditEntry | null, other: AuditEntry | null): boolean =>
  entry !== null && entry.id === other?.id;

export const isByAuthor = (entry: AuditEntry | null, { authors }: ChangeAudit): boolean =>
  entry !== null && authors.some(({ id }) => id === entry.id);

export const isByParticipant = (entry: AuditEntry | null, audit: ChangeAudit): boolean =>
  isByAuthor(entry, audit) || [audit.executed, audit.rolledBack, audit.documented].some((part) => isSame(part, entry));

export const callOffOf = ({ ended }: ChangeAudit): AuditEntry | null => (ended?.step === "call_off" ? ended : null);

export function outsideWindow({ startedAt, windowStart, windowEnd }: ChangeAudit): string | null {
  if (!startedAt || !windowStart || !windowEnd) return null;
  if (startedAt < windowStart) return `Started ${formatAge(startedAt, windowStart)} before its window.`;
  return startedAt >= windowEnd ? `Started ${formatAge(windowEnd, startedAt)} after its window.` : null;
}
