import { DeadlineBadge } from "@/components/record/deadline-badge";
import { RecordNumber } from "@/components/record/record-number";
import { SeverityBadge } from "@/components/record/severity-badge";
import { Section } from "@/components/shell/section";
import { unresolvedIncidentsPath } from "@/lib/incidents/incident-filter";
import { formatAge } from "@/lib/time/format";
import type { LoadedHome } from "./load";

type Props = Pick<LoadedHome, "incidents" | "now"> & { count: number };

/** The most severe open incidents, a line each. */
export function OpenIncidents({ incidents, count, now }: Props) {
  if (incidents.length === 0) return null;
  return (
    <Section heading="Open incidents">
      <ul aria-label="Open incidents" className="open-changes">
        {incidents.map((incident) => (
          <li key={incident.id} className="one-line">
            <a className="link number" href={`/incidents/${incident.number}`}>
              <RecordNumber number={incident.number} />
            </a>
            <span className="title">
              {incident.change} {incident.title}
            </span>
            <span className="facts">
              <SeverityBadge severity={incident.severity} />
              <span className="contents max-sm:hidden">
                <DeadlineBadge>open for {formatAge(incident.openedAt, now)}</DeadlineBadge>
                <span>{incident.owner ?? "no owner yet"}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
      {count > incidents.length ? (
        <p className="mt-1 text-sm">
          <a className="link" href={unresolvedIncidentsPath}>
            {count - incidents.length} more
          </a>
        </p>
      ) : null}
    </Section>
  );
}
