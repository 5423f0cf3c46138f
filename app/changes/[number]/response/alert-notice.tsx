import { AlertOfFailure } from "@/app/_record/alert-of-failure";
import type { ChangeRecord } from "@/db/changes/read-change";

export const AlertNotice = ({ change, zone }: { change: ChangeRecord; zone: string }) =>
  change.incidents.map(({ number, alert }) =>
    alert ? (
      <AlertOfFailure
        key={number}
        alert={alert}
        slack={change.slack}
        change={change.number}
        incident={number}
        oneOfSeveral={change.incidents.length > 1}
        zone={zone}
      />
    ) : null,
  );
