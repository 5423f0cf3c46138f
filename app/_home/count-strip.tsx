import { tonightPath } from "@/lib/calendar/period";
import { quickFilterPath } from "@/lib/changes/change-filter";
import { unresolvedIncidentsPath } from "@/lib/incidents/incident-filter";
import { formatCount } from "@/lib/text/capped-count";
import type { LoadedHome } from "./load";

/** The open work in numbers; each leads to the list that it counts, tonight's to the calendar. */
export function CountStrip({ counts }: Pick<LoadedHome, "counts">) {
  const { overdue, mine, running, tonight, incidents } = counts;
  const entries = [
    { count: overdue, label: "overdue", path: quickFilterPath("overdue"), isUrgent: true },
    { count: mine, label: "yours", path: quickFilterPath("mine") },
    { count: running, label: "running", path: quickFilterPath("running") },
    { count: tonight, label: "tonight", path: tonightPath },
    { count: incidents, label: incidents === 1 ? "open incident" : "open incidents", path: unresolvedIncidentsPath },
  ];
  return (
    <nav aria-label="Open work" className="mb-5 print:hidden">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {entries.map(({ count, label, path, isUrgent }) => (
          <li key={label}>
            <a className={`link whitespace-nowrap ${isUrgent && count > 0 ? "text-bad-ink" : ""}`} href={path}>
              <b className="text-lg font-semibold tabular-nums">{formatCount(count)}</b> {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
