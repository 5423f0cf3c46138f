import { RecordStepForm } from "@/app/_steps/panel/step-panel";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { DateTime } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import type { ChangeRecord } from "@/db/changes/read-change";
import type { Failure } from "@/lib/changes/failure";
import { isOffered } from "@/lib/rules/judge";
import { formatAge } from "@/lib/time/format";

type Props = StepsProps & { change: ChangeRecord; failure: Failure | null; zone: string };

/** Anybody may claim the rollback. */
export function RollbackOwner({ change, failure, zone, ...steps }: Props) {
  const owner = failure?.rollingBack ?? null;
  const isReader = owner?.id === steps.person.personId;
  const mayBegin = isOffered(steps.offered, "begin_rollback");
  return (
    <section aria-label="Who is rolling back" className="grid gap-2 rounded-md border border-line p-4">
      {owner ? (
        <>
          <h2 className="text-lg font-semibold">
            {isReader ? "You are rolling back" : `${owner.name} is rolling back`}
          </h2>
          <p className="flex flex-wrap gap-x-3">
            <span>
              {isReader ? `${owner.name}, since ` : "since "}
              <DateTime at={owner.at} zone={zone} />
            </span>
            <DeadlineBadge>{formatAge(owner.at, change.now)}</DeadlineBadge>
          </p>
        </>
      ) : (
        <>
          <h2 className="text-lg font-semibold">Nobody has started the rollback yet</h2>
          <p>{rollbackHint(change, steps.person.personId)}</p>
        </>
      )}
      {mayBegin && !isReader ? (
        <div className="print:hidden">
          <RecordStepForm {...steps} step="begin_rollback" variant={owner ? "quiet" : "primary"} />
        </div>
      ) : null}
    </section>
  );
}

function rollbackHint({ who: rollbackOwner }: ChangeRecord, reader: number): string {
  if (!rollbackOwner) return "Record that you are starting before you begin.";
  return rollbackOwner.id === reader
    ? "You executed the change."
    : `${rollbackOwner.name} executed the change: ask them, or start the rollback yourself.`;
}
