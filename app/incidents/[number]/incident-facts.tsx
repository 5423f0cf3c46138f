import { Facts } from "@/components/facts";
import { SeverityMark } from "@/components/severity-mark";
import { StatusMark } from "@/components/status-mark";
import { When } from "@/components/when";
import type { TimelineEvent } from "@/db/read-history";
import type { IncidentRecord } from "@/db/read-incident";
import { severityReason } from "@/lib/severity";
import { tellPlainly } from "@/lib/time";

type Props = { incident: IncidentRecord; timeline: readonly TimelineEvent[]; zone: string };

/** Of which change it is, whose, how grave and why, and since when. */
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
