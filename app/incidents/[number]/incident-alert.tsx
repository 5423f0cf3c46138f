import { FailureAlert } from "@/app/_record/failure-alert";
import type { IncidentRecord } from "@/db/incidents/read-incident";

export const IncidentAlert = ({ incident, zone }: { incident: IncidentRecord; zone: string }) =>
  incident.alert ? (
    <div className="mb-6 grid gap-3">
      <FailureAlert alert={incident.alert} slack={incident.slack} change={incident.change.number} zone={zone} />
    </div>
  ) : null;
