import { timeFormatterFor } from "@/app/_request/time-formatter";
import { toActor } from "@/app/_steps/record-state";
import { ClauseLink } from "@/components/record/refusal";
import { explainRefusal } from "@/lib/refusals/explain-refusal";
import type { StepOffer } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { joinList } from "@/lib/text/join-list";
import type { StepsProps } from "./steps-props";

type Props = Pick<StepsProps, "recordState" | "person" | "staff"> & { refused: readonly StepOffer[] };

export const RefusedSteps = ({ refused, ...reader }: Props) =>
  refused.length === 0 ? null : (
    <details>
      <summary className="link w-fit cursor-pointer py-1 text-sm">
        Why can’t I{" "}
        {joinList(
          refused.map(({ step }) => stepLabels[step].infinitive),
          "or",
        )}
        ?
      </summary>
      <RefusalList {...reader} refused={refused} />
    </details>
  );

/** The same in view, where the page has no step to offer instead. */
export const RefusalList = ({ refused, recordState, person, staff }: Props) =>
  refused.length === 0 ? null : (
    <ul className="grid gap-1.5 text-sm">
      {refused.map(({ step, rule, verdict }) =>
        verdict.ok ? null : (
          <li key={step} className="max-w-prose">
            <span className="font-medium">{stepLabels[step].label}:</span>{" "}
            {explainRefusal(verdict, recordState, toActor(person), staff, timeFormatterFor(person))}{" "}
            <ClauseLink clause={rule.clause} />
          </li>
        ),
      )}
    </ul>
  );
