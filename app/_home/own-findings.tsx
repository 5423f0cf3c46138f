import { settings } from "@/app/_request/settings";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { RecordNumber } from "@/components/record/record-number";
import type { OwnFinding } from "@/db/home/read-notices";
import { redactedText } from "@/lib/changes/redaction";
import { dateInZone } from "@/lib/time/date-in-zone";
import { formatDate } from "@/lib/time/format";

type Props = { findings: readonly OwnFinding[]; now: string };

/** The reader's unanswered findings, the earliest due date first. */
export function OwnFindings({ findings, now }: Props) {
  // Due dates are calendar days in the site's time zone.
  const today = dateInZone(now, settings().siteTimezone);
  return (
    <ul className="grid">
      {findings.map(({ id, incident, finding, due }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line py-2">
          <a className="link" href={`/incidents/${incident}`}>
            <RecordNumber number={incident} />
          </a>
          <span className="min-w-0 flex-1 basis-60 break-words">{finding ?? redactedText}</span>
          <span className="flex flex-wrap gap-x-3 text-sm">
            <span className="text-muted">
              due <time dateTime={due}>{formatDate(due)}</time>
            </span>
            {due < today ? <DeadlineBadge tone="bad">overdue</DeadlineBadge> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
