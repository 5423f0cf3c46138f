import type { Clause } from "@/lib/rules/clauses";
import { statusLabels } from "@/lib/rules/labels";
import { actorInFull, type ChangeAudit } from "./change-audit";
import type { ReportMoment } from "./exception-kinds";
import { exceptionsIn } from "./exceptions";
import { type PolicyRequirement, requirementsAfterFailure, requirementsByType } from "./policy-requirements";
import { controlsAnswered, type StandardControl } from "./standard-controls";

/** How a requirement of the policy came out for a record; `not_needed`: the record ended, or failed, before it. */
export type ControlState = "pass" | "exception" | "not_yet" | "not_needed";

/** One requirement of the policy, who met it and when, the log index of the event, and the result. */
export type ControlRow = {
  readonly requirement: string;
  readonly clause: Clause;
  /** The controls of SOC 2 and ISO 27001 that the check answers. */
  readonly controls: readonly StandardControl[];
  readonly state: ControlState;
  readonly who: string | null;
  /** An ISO instant in UTC. */
  readonly at: string | null;
  readonly logIndex: number | null;
  /** What an auditor should know beside the state; of an exception, what is wrong. */
  readonly note: string | null;
};

/** What the policy asks of a change of its type, requirement by requirement, as it stands at that moment. */
export function controlChecklist(audit: ChangeAudit, moment: ReportMoment): readonly ControlRow[] {
  const notNeededReason = whyNotNeeded(audit);
  const exceptions = exceptionsIn(audit, moment);
  return [
    ...requirementsByType[audit.type](audit).map((requirement) => rowOf(requirement, notNeededReason)),
    ...(audit.failed ? requirementsAfterFailure(audit, audit.failed) : []).map((requirement) =>
      rowOf(requirement, null),
    ),
  ];

  function rowOf(
    { requirement, clause, evidence, at, exceptionKinds = [], problems: wrong = [], note = null }: PolicyRequirement,
    notNeededReason: string | null,
  ): ControlRow {
    const problems = [
      ...wrong.filter((problem) => typeof problem === "string"),
      ...exceptions.filter(({ kind }) => exceptionKinds.includes(kind)).map(({ sentence }) => sentence),
    ];
    const shared = {
      requirement,
      clause,
      controls: controlsAnswered(clause),
      who: evidence && actorInFull(evidence),
      at: evidence ? (at ?? evidence.at) : null,
      logIndex: evidence?.place ?? null,
    };
    if (problems.length > 0) return { ...shared, state: "exception", note: problems.join(" ") };
    if (evidence) return { ...shared, state: "pass", note };
    return { ...shared, state: notNeededReason ? "not_needed" : "not_yet", note: notNeededReason ?? note };
  }
}

/** Why nothing more is asked of a record that did not go its whole way. */
function whyNotNeeded({ ended, failed, status }: ChangeAudit): string | null {
  if (ended) return `The change was ${ended.step === "call_off" ? "called off" : statusLabels[status]} before this.`;
  return failed ? "The change failed before this." : null;
}
