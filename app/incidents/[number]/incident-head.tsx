import { DeadlineBadge } from "@/components/record/deadline-badge";
import { RecordNumber } from "@/components/record/record-number";
import { SeverityBadge } from "@/components/record/severity-badge";
import { StatusBadge } from "@/components/record/status-badge";
import { PageHeader } from "@/components/shell/page-header";
import type { IncidentRecord } from "@/db/incidents/read-incident";
import { formatAge } from "@/lib/time/format";

export const IncidentHead = ({ incident }: { incident: IncidentRecord }) => (
  <PageHeader
    title={`Failure of ${incident.change.number}: ${incident.change.title}`}
    above={
      <>
        <RecordNumber number={incident.number} />
        <StatusBadge status={incident.status} />
        <SeverityBadge severity={incident.severity} />
        <DeadlineBadge>
          {incident.closedAt
            ? `closed after ${formatAge(incident.openedAt, incident.closedAt)}`
            : `open for ${formatAge(incident.openedAt, incident.now)}`}
        </DeadlineBadge>
      </>
    }
  />
);
