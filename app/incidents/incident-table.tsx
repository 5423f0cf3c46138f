import { RecordNumber } from "@/components/record-number";
import { Remark } from "@/components/remark";
import { SeverityMark } from "@/components/severity-mark";
import { StatusMark } from "@/components/status-mark";
import { When } from "@/components/when";
import type { ListedIncident } from "@/db/list-incidents";
import { age } from "@/lib/time";

/** Incidents, one to a line: how grave, of which change, since when. */
export const IncidentTable = ({
  incidents,
  zone,
  now,
}: {
  incidents: readonly ListedIncident[];
  zone: string;
  now: string;
}) => (
  <ul className="grid">
    {incidents.map(({ number, status, severity, change, title, owner, openedAt }) => (
      <li key={number} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line py-2">
        <a className="link" href={`/incidents/${number}`}>
          <RecordNumber number={number} />
        </a>
        <StatusMark status={status} />
        <SeverityMark severity={severity} />
        <span className="min-w-0 flex-1 basis-60 break-words">
          <a className="link" href={`/changes/${change}`}>
            {change}
          </a>{" "}
          {title}
        </span>
        <span className="text-sm text-muted">{owner ?? "no owner yet"}</span>
        <span className="text-sm">
          <When at={openedAt} zone={zone} brief /> <Remark>{age(openedAt, now)}</Remark>
        </span>
      </li>
    ))}
  </ul>
);
