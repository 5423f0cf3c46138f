import { AlertOfFailure } from "@/app/_record/alert-of-failure";
import type { IncidentRecord } from "@/db/incidents/read-incident";

export const AlertState = ({ incident, zone }: { incident: IncidentRecord; zone: string }) =>
  incident.alert ? (
    <div className="mb-6 grid gap-3">
      <AlertOfFailure alert={incident.alert} slack={incident.slack} change={incident.change.number} zone={zone} />
    </div>
  ) : null;
