import type { StepsProps } from "@/app/_steps/panel/steps-props";
import type { ChangeRecord } from "@/db/changes/read-change";
import type { HistoryEvent } from "@/db/changes/read-history";
import { latestFailure } from "@/lib/changes/failure";
import { awaitsRollback, isRolledBack } from "@/lib/rules/record";
import { FailureAlerts } from "./failure-alerts";
import { FailureResponse } from "./failure-response";
import { RollbackOutcome } from "./rollback-outcome";

type Props = StepsProps & { change: ChangeRecord; history: readonly HistoryEvent[]; zone: string };

export function FailureBanner({ change, history, zone, ...steps }: Props) {
  if (change.incidents.length === 0) return null;
  const failure = latestFailure(history);
  return (
    <div className="mb-6 grid gap-4">
      {awaitsRollback(change.status) && change.failedAt ? (
        <FailureResponse {...steps} change={change} failure={failure} failedAt={change.failedAt} zone={zone} />
      ) : (
        <>
          {failure && isRolledBack(change.status) ? <RollbackOutcome failure={failure} zone={zone} /> : null}
          <FailureAlerts change={change} zone={zone} />
        </>
      )}
      <p>
        {change.incidents.length > 1 ? "Incidents: " : "Incident: "}
        {change.incidents.map(({ number, status }) => (
          <a key={number} className="link mr-3 inline-block py-1" href={`/incidents/${number}`}>
            {number} ({status})
          </a>
        ))}
      </p>
    </div>
  );
}
