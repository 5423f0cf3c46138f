import type { Category, ChangeStatus, ChangeType } from "./record";

/** Who did something, when (an ISO instant in UTC), and at which place of the log it stands; null while it has none. */
export type Deed = {
  readonly id: number;
  readonly name: string;
  readonly at: string;
  readonly place: number | null;
};

/**
 * A change as the report judges it: every person and time of its way, from its events. Deeds are the newest of their kind
 * in the change's last revision; `null` where nobody did. Instants are ISO texts in UTC.
 */
export type Trace = {
  readonly id: number;
  readonly number: string;
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  readonly category: Category | null;
  readonly systems: readonly string[];
  readonly clients: readonly string[];
  readonly trigger: string | null;
  readonly entry: string | null;
  readonly createdAt: string;
  /** Draft or declaration: always there. */
  readonly requested: Deed;
  readonly documented: Deed | null;
  readonly submitted: Deed | null;
  readonly reviewed: Deed | null;
  readonly approved: Deed | null;
  readonly routine: boolean;
  readonly scheduled: Deed | null;
  readonly started: Deed | null;
  /** Log, finish, stand_down. */
  readonly executed: Deed | null;
  readonly verified: Deed | null;
  readonly reviewedAfter: (Deed & { readonly outcome: string }) | null;
  readonly failed: Deed | null;
  readonly rolledBack: (Deed & { readonly outcome: string }) | null;
  readonly settled: Deed | null;
  /** Reject, cancel or call_off. */
  readonly ended: (Deed & { readonly step: string }) | null;
  /** The lead who scheduled over a conflict or a freeze, in any revision. */
  readonly waived: readonly Deed[];
  readonly redacted: readonly Deed[];
  readonly attested: readonly Deed[];
  readonly authors: readonly number[];
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly failedAt: string | null;
  readonly rolledBackAt: string | null;
  readonly factsCompleteAt: string | null;
  /** Incidents of the change, with those of its findings that are not answered. */
  readonly incidents: readonly {
    readonly number: string;
    readonly status: string;
    readonly unanswered: readonly {
      readonly owner: { readonly id: number; readonly name: string };
      readonly dueOn: string;
    }[];
  }[];
  /** The last event: its place in the log and its hash. */
  readonly last: { readonly place: number | null; readonly hash: string };
  readonly events: number;
};
