import { Facts } from "@/components/record/facts";
import { SeverityMark } from "@/components/record/severity-mark";
import { StatusMark } from "@/components/record/status-mark";
import { When } from "@/components/record/when";
import type { TimelineEvent } from "@/db/changes/read-history";
import type { IncidentRecord } from "@/db/incidents/read-incident";
import { severityReason } from "@/lib/incidents/severity";
import { tellPlainly } from "@/lib/time/format";

type Props = { incident: IncidentRecord; timeline: readonly TimelineEvent[]; zone: string };

export function IncidentFacts({ incident, timeline, zone }: Props) {
  const { change, owner, severity, openedAt, closedAt } = incident;
  const own = timeline.filter(({ of }) => of === "incident");
  return (
    <div className="mb-6">
      <Facts
        rows={[
          {
            term: "Change",
            answer: (
              <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <a className="link" href={`/changes/${change.number}`}>
                  {change.number}
                </a>
                <StatusMark status={change.status} />
              </span>
            ),
          },
          { term: "Owner", answer: owner?.name ?? <span className="text-muted">nobody yet</span> },
          {
            term: "Severity",
            answer: (
              <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <SeverityMark severity={severity} />
                {severityReason(own, (at) => tellPlainly(at, zone))}
              </span>
            ),
          },
          { term: "Opened", answer: <When at={openedAt} zone={zone} /> },
          ...(closedAt ? [{ term: "Closed", answer: <When at={closedAt} zone={zone} /> }] : []),
        ]}
      />
    </div>
  );
}
