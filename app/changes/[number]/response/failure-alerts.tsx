import { FailureAlert } from "@/app/_record/failure-alert";
import type { ChangeRecord } from "@/db/changes/read-change";

export const FailureAlerts = ({ change, zone }: { change: ChangeRecord; zone: string }) =>
  change.incidents.map(({ number, alert }) =>
    alert ? (
      <FailureAlert
        key={number}
        alert={alert}
        slack={change.slack}
        change={change.number}
        incident={number}
        isOneOfSeveral={change.incidents.length > 1}
        zone={zone}
      />
    ) : null,
  );
