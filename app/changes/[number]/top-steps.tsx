import type { ReactNode } from "react";
import { isUndocumentedEmergency } from "@/lib/changes/emergency-actions";
import type { StepOffer } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { awaitsRollback, type ChangeStatus, type ChangeType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { primarySteps } from "@/lib/rules/step-groups";

/** Their forms are at the top of the page while the change is failed or an emergency is under way. */
export function topStepsOf(change: { readonly type: ChangeType; readonly status: ChangeStatus }): readonly Step[] {
  if (awaitsRollback(change.status)) return ["roll_back", "begin_rollback", "note"];
  return isUndocumentedEmergency(change) ? ["note"] : [];
}

export function topStepLink(topSteps: readonly Step[], offered: readonly StepOffer[]): ReactNode {
  const next = offered.find(({ step, verdict }) => verdict.ok && primarySteps.has(step) && topSteps.includes(step));
  return next ? (
    <p>
      <a className="link" href={`#${next.step}`}>
        {stepLabels[next.step].label}
      </a>
      : use the form at the top of this page.
    </p>
  ) : undefined;
}
