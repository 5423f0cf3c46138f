import type { Tier } from "@/lib/rules/record";
import type { ChangeStep, Step } from "@/lib/rules/rules";
import type { ChangeAudit } from "./change-audit";

/** One event of a change as the database tells it, people by their ids; `data` and `field` only where a trace needs them. */
export type EventTuple = readonly [
  step: ChangeStep,
  person: number,
  at: string,
  place: number | null,
  revision: number,
  outcome: string | null,
  endedAt: string | null,
  field: string | null,
  /** The number of the event, and of the delegation under which it was taken. */
  event?: number,
  delegation?: number | null,
  /** The token by which a machine took it. */
  token?: string | null,
];

/** One event of an incident, likewise. */
type IncidentEventTuple = readonly [step: Step, person: number, at: string, place: number | null, event: number];

type DerivedFromEvents =
  | "requested"
  | "documented"
  | "submitted"
  | "reviewed"
  | "approved"
  | "routine"
  | "scheduled"
  | "started"
  | "executed"
  | "verified"
  | "reviewedAfter"
  | "failed"
  | "rolledBack"
  | "settled"
  | "ended"
  | "failures"
  | "reviewsAfter"
  | "waived"
  | "authors"
  | "breaches"
  | "events";

type ResolvedNames = "systems" | "clients" | "entry" | "redacted" | "attested" | "incidents" | "offRoster";

/** The row that the query reads for a change: its columns, its events, and ids in place of names. */
export type ChangeAuditRow = Omit<ChangeAudit, DerivedFromEvents | ResolvedNames> & {
  readonly systems: readonly number[];
  readonly entry: number | null;
  readonly events: readonly EventTuple[];
  readonly offRoster: {
    readonly rostered: readonly (readonly [person: number, tier: Tier])[];
    readonly explained: boolean;
  } | null;
  /** Who attested or redacted in which of its incidents. */
  readonly besides: readonly (readonly [
    what: "attested" | "redacted",
    person: number,
    at: string,
    place: number | null,
    of: string,
    field: string | null,
  ])[];
  readonly incidents: readonly (Omit<ChangeAudit["incidents"][number], "unanswered"> & {
    readonly events?: readonly IncidentEventTuple[];
    readonly unanswered: readonly { readonly id: number; readonly owner: number; readonly dueOn: string }[];
  })[];
};
