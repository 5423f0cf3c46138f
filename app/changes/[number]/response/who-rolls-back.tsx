import { StepOf } from "@/app/_steps/panel/step-panel";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { Remark } from "@/components/record/remark";
import { When } from "@/components/record/when";
import type { ChangeRecord } from "@/db/changes/read-change";
import type { Failure } from "@/lib/changes/failure";
import { isOffered } from "@/lib/rules/judge";
import { age } from "@/lib/time/format";

type Props = StepsProps & { change: ChangeRecord; failure: Failure | null; zone: string };

/** Anybody may claim the rollback. */
export function WhoRollsBack({ change, failure, zone, ...steps }: Props) {
  const doing = failure?.rollingBack ?? null;
  const isReader = doing?.id === steps.person.personId;
  const mayBegin = isOffered(steps.offered, "begin_rollback");
  return (
    <section aria-label="Who is rolling back" className="grid gap-2 rounded-md border border-line p-4">
      {doing ? (
        <>
          <h2 className="text-lg font-semibold">
            {isReader ? "You are rolling back" : `${doing.name} is rolling back`}
          </h2>
          <p className="flex flex-wrap gap-x-3">
            <span>
              {isReader ? `${doing.name}, since ` : "since "}
              <When at={doing.at} zone={zone} />
            </span>
            <Remark>{age(doing.at, change.now)}</Remark>
          </p>
        </>
      ) : (
        <>
          <h2 className="text-lg font-semibold">Nobody has started the rollback yet</h2>
          <p>{whomToAsk(change, steps.person.personId)}</p>
        </>
      )}
      {mayBegin && !isReader ? (
        <div className="print:hidden">
          <StepOf {...steps} step="begin_rollback" look={doing ? "quiet" : "primary"} />
        </div>
      ) : null}
    </section>
  );
}

function whomToAsk({ who }: ChangeRecord, reader: number): string {
  if (!who) return "Record that you are starting before you begin.";
  return who.id === reader
    ? "You executed the change."
    : `${who.name} executed the change: ask them, or start the rollback yourself.`;
}
