import { buildChangeAudit, type Names } from "@/lib/report/build-change-audit";
import type { ChangeAudit } from "@/lib/report/change-audit";
import type { ChangeAuditRow, EventTuple } from "@/lib/report/change-audit-row";
import type { ChangeStep } from "@/lib/rules/rules";

/** The people of these traces: 1 writes and carries out, 2 reviews, 3 leads. */
export const writer = { id: 1, name: "Wendy Writer" };
export const reviewer = { id: 2, name: "Rob Reviewer" };
export const lead = { id: 3, name: "Lea Lead" };

const names: Names = {
  people: new Map([writer, reviewer, lead].map(({ id, name }) => [id, name])),
  systems: new Map([[7, { name: "web", client: "Acme", clientId: 3 }]]),
  entries: new Map([[9, "Add a dashboard"]]),
};

/** 1 May 2026, 09:00 UTC and so many minutes. */
export const at = (minutes: number): string =>
  new Date(Date.UTC(2026, 4, 1, 9) + minutes * 60_000).toISOString().replace("Z", "000Z");

export type Step = readonly [
  step: ChangeStep,
  minutes: number,
  more?: {
    readonly by?: { readonly id: number };
    readonly revision?: number;
    readonly outcome?: string;
    readonly endedAt?: string;
    readonly field?: string;
  },
];

/** A trace out of steps at so many minutes and of columns, as the database would tell them. */
export function changeAuditFrom(steps: readonly Step[], columns: Partial<ChangeAuditRow> = {}): ChangeAudit {
  const events = steps.map(
    ([step, minutes, { by = writer, revision = 1, outcome, endedAt, field } = {}], index): EventTuple => [
      step,
      by.id,
      at(minutes),
      index + 1,
      revision,
      outcome ?? null,
      endedAt ?? null,
      field ?? null,
    ],
  );
  return buildChangeAudit(
    {
      id: 1001,
      number: "CHG-1001",
      type: "normal",
      status: "closed",
      category: "DNS",
      systems: [7],
      trigger: null,
      followUps: [],
      isScopeSettled: true,
      withheld: false,
      entry: null,
      revision: Math.max(...events.map(([, , , , revision]) => revision)),
      createdAt: at(steps[0]?.[1] ?? 0),
      policyVersion: 1,
      windowStart: null,
      windowEnd: null,
      startedAt: null,
      endedAt: null,
      failedAt: null,
      rolledBackAt: null,
      factsCompleteAt: null,
      incidents: [],
      besides: [],
      offRoster: null,
      last: { place: events.length, hash: "00" },
      events,
      ...columns,
    },
    names,
  );
}

/** A normal change on its way to its end within its window, by three people. */
export const normalSteps: readonly Step[] = [
  ["draft", 0],
  ["submit", 10],
  ["review", 30, { by: reviewer }],
  ["approve", 90, { by: lead }],
  ["schedule", 100],
  ["start", 150],
  ["finish", 170],
  ["verify", 180],
];
export const normalColumns = {
  windowStart: at(140),
  windowEnd: at(200),
  startedAt: at(150),
  endedAt: at(170),
  factsCompleteAt: at(150),
};

/** An emergency that was documented and reviewed in time. */
export const emergencySteps: readonly Step[] = [
  ["declare", 0],
  ["finish", 20],
  ["document", 60],
  ["review_after", 600, { by: lead, outcome: "justified" }],
];
export const emergencyColumns = {
  type: "emergency",
  trigger: "restore_service",
  startedAt: at(-10),
  endedAt: at(20),
  factsCompleteAt: at(60),
} as const;
