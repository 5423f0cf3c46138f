import type { ChangeStep } from "@/lib/rules/rules";
import { formatAge } from "@/lib/time/format";
import type { AuditEntry, ChangeAudit } from "./change-audit";
import type { EventTuple } from "./change-audit-row";

export type NameOf = (id: number) => string;

/** An event of a change with the names of who took it, in the order of the record. */
export type AuditedEvent = AuditEntry & {
  readonly seq: number;
  readonly step: ChangeStep;
  readonly revision: number;
  readonly outcome: string | null;
  readonly endedAt: string | null;
};

export const auditedEventsOf = (
  events: readonly EventTuple[],
  nameOf: NameOf,
  delegatorOf: NameOf,
): readonly AuditedEvent[] =>
  events.map(([step, id, at, logIndex, revision, outcome, endedAt, , , delegation, token], seq) => ({
    id,
    name: nameOf(id),
    at,
    place: logIndex,
    lender: delegation ? delegatorOf(delegation) : undefined,
    token: token ?? undefined,
    seq,
    step,
    revision,
    outcome,
    endedAt,
  }));

export const toAuditEntry = ({
  id,
  name,
  at,
  place: logIndex,
  lender: delegator,
  token,
}: AuditedEvent): AuditEntry => ({
  ...{ id, name, at, place: logIndex },
  ...(delegator && { lender: delegator }),
  ...(token && { token }),
});

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
