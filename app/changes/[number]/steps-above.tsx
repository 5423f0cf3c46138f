import type { ReactNode } from "react";
import { isUnderWay } from "@/lib/changes/done";
import type { Offer } from "@/lib/rules/judge";
import { awaitsRollback, type ChangeStatus, type ChangeType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { onwardSteps } from "@/lib/rules/step-order";
import { stepWords } from "@/lib/rules/words";

/** Their forms are at the top of the page while the change is failed or an emergency is under way. */
export function stepsAbove(change: { readonly type: ChangeType; readonly status: ChangeStatus }): readonly Step[] {
  if (awaitsRollback(change.status)) return ["roll_back", "begin_rollback", "note"];
  return isUnderWay(change) ? ["note"] : [];
}

export function wayUp(above: readonly Step[], offered: readonly Offer[]): ReactNode {
  const next = offered.find(({ step, verdict }) => verdict.ok && onwardSteps.has(step) && above.includes(step));
  return next ? (
    <p>
      <a className="link" href={`#${next.step}`}>
        {stepWords[next.step].label}
      </a>
      : use the form at the top of this page.
    </p>
  ) : undefined;
}
