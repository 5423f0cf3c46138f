import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { RecordNumber } from "@/components/record/record-number";
import { SeverityBadge } from "@/components/record/severity-badge";
import { StatusBadge } from "@/components/record/status-badge";
import type { ListedIncident } from "@/db/incidents/list-incidents";
import { formatAge } from "@/lib/time/format";

type Props = { incidents: readonly ListedIncident[]; zone: string; now: string };

export const IncidentTable = ({ incidents, zone, now }: Props) => (
  <Table
    caption="Incidents"
    columns={["Incident", "Change", "Severity", "Owner", "Opened", "Open findings"]}
    rows={incidents.map((incident) => ({
      key: incident.number,
      cells: [
        <span key="incident" className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <a className="link" href={`/incidents/${incident.number}`}>
            <RecordNumber number={incident.number} />
          </a>
          <StatusBadge status={incident.status} />
        </span>,
        <span key="change" className="wrap-anywhere">
          <a className="link" href={`/changes/${incident.change}`}>
            {incident.change}
          </a>{" "}
          {incident.title}
        </span>,
        <SeverityBadge key="severity" severity={incident.severity} />,
        <span key="owner" className={incident.owner ? "" : "text-muted"}>
          {incident.owner ?? "no owner yet"}
        </span>,
        <span key="opened" className="grid text-sm">
          <DateTime at={incident.openedAt} zone={zone} isBrief />
          <DeadlineBadge>{durationText(incident, now)}</DeadlineBadge>
        </span>,
        <OpenFindings key="findings" count={incident.openFindings} />,
      ],
    }))}
  />
);

const durationText = ({ openedAt, closedAt }: ListedIncident, now: string): string =>
  closedAt ? `closed after ${formatAge(openedAt, closedAt)}` : `open for ${formatAge(openedAt, now)}`;

const OpenFindings = ({ count }: { count: number }) => (
  <span className={count > 0 ? "tabular-nums" : "text-muted"}>
    <span className="max-md:hidden">{count > 0 ? count : "none"}</span>
    <span className="md:hidden">{count === 1 ? "1 finding open" : `${count > 0 ? count : "no"} findings open`}</span>
  </span>
);
