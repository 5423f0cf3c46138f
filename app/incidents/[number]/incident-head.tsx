import { RecordNumber } from "@/components/record/record-number";
import { Remark } from "@/components/record/remark";
import { SeverityMark } from "@/components/record/severity-mark";
import { StatusMark } from "@/components/record/status-mark";
import { PageHead } from "@/components/shell/page-head";
import type { IncidentRecord } from "@/db/incidents/read-incident";
import { age } from "@/lib/time/format";

export const IncidentHead = ({ incident }: { incident: IncidentRecord }) => (
  <PageHead
    title={`Failure of ${incident.change.number}: ${incident.change.title}`}
    above={
      <>
        <RecordNumber number={incident.number} />
        <StatusMark status={incident.status} />
        <SeverityMark severity={incident.severity} />
        <Remark>
          {incident.closedAt
            ? `closed after ${age(incident.openedAt, incident.closedAt)}`
            : `open for ${age(incident.openedAt, incident.now)}`}
        </Remark>
      </>
    }
  />
);
