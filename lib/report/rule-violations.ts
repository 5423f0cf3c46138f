import type { RoleHistory } from "@/lib/people/role-history";
import { type AuditedRecord, type AuditedStep, ruleViolationsIn } from "@/lib/people/separation-of-duties";
import type { ReportedViolation } from "./change-audit";
import type { ChangeAuditRow } from "./change-audit-row";

/** What must be known beside a change to say who might take its steps. */
export type DutiesContext = {
  readonly roles: RoleHistory;
  readonly kinds: ReadonlyMap<number, "standard" | "routine">;
};

type LoggedStep = AuditedStep & { readonly place: number | null };

/** The steps of a change and of its incidents that the rulebook refuses, from its events alone. */
export function ruleViolationsOf(
  row: ChangeAuditRow,
  { roles, kinds }: DutiesContext,
  nameOf: (id: number) => string,
): readonly ReportedViolation[] {
  const steps = stepsOf(row);
  const entryKind = row.entry === null ? null : (kinds.get(row.entry) ?? null);
  const change: AuditedRecord<LoggedStep> = { kind: "change", id: row.id, type: row.type, steps, entryKind };
  const records = [{ of: row.number, record: change }, ...incidentsOf(row, steps)];
  return records.flatMap(({ of, record }) =>
    ruleViolationsIn(record, roles).map(({ step: { by, at, place: logIndex, step }, because: cause, rule }) => ({
      ...{ id: by, name: nameOf(by), at, place: logIndex },
      ...{ of, step, because: cause, rule },
    })),
  );
}

const stepsOf = ({ events }: ChangeAuditRow): readonly LoggedStep[] =>
  events.map(([step, by, at, logIndex, revision, , , , event = 0, delegation, token]) => ({
    ...{ step, by, at, place: logIndex, revision, event },
    delegation: delegation ?? null,
    isByToken: token !== null && token !== undefined,
  }));

const incidentsOf = ({ id, incidents }: ChangeAuditRow, ofChange: readonly LoggedStep[]) =>
  incidents.map(({ number, events = [] }) => {
    const steps = events.map(([step, by, at, logIndex, event]) => ({
      step,
      by,
      at,
      place: logIndex,
      event,
      revision: 1,
    }));
    const record: AuditedRecord<LoggedStep> = { kind: "incident", id, type: "", steps, ofChange };
    return { of: number, record };
  });
