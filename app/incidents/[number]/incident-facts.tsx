import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import { SeverityBadge } from "@/components/record/severity-badge";
import { StatusBadge } from "@/components/record/status-badge";
import type { TimelineEvent } from "@/db/changes/read-history";
import type { IncidentRecord } from "@/db/incidents/read-incident";
import { severityReason } from "@/lib/incidents/severity-reason";
import { formatDateTime } from "@/lib/time/format";

type Props = { incident: IncidentRecord; timeline: readonly TimelineEvent[]; zone: string };

export function IncidentFacts({ incident, timeline, zone }: Props) {
  const { change, owner, severity, openedAt, closedAt } = incident;
  const own = timeline.filter(({ of }) => of === "incident");
  return (
    <div className="mb-6">
      <DefinitionList
        rows={[
          {
            term: "Change",
            value: (
              <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <a className="link" href={`/changes/${change.number}`}>
                  {change.number}
                </a>
                <StatusBadge status={change.status} />
              </span>
            ),
          },
          { term: "Owner", value: owner?.name ?? <span className="text-muted">no owner yet</span> },
          {
            term: "Severity",
            value: (
              <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <SeverityBadge severity={severity} />
                {severityReason(own, (at) => formatDateTime(at, zone))}
              </span>
            ),
          },
          { term: "Opened", value: <DateTime at={openedAt} zone={zone} /> },
          ...(closedAt ? [{ term: "Closed", value: <DateTime at={closedAt} zone={zone} /> }] : []),
        ]}
      />
    </div>
  );
}
