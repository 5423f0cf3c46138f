import { Icon } from "@/components/basics/icon";
import { type CalendarImported, maxImportedInCalendar } from "@/db/imports/read-imported-in-calendar";
import type { Segment } from "@/lib/calendar/day-grid";
import type { CalendarView } from "@/lib/calendar/period";
import { importedNumber } from "@/lib/imports/imported-number";
import type { DayItem } from "./calendar-day";

type Props = { segment: Segment<DayItem>; record: CalendarImported; className: string };

/** A dashed bar that says what it is: no window, no status of ours. */
export function ImportedBar({ segment, record, className }: Props) {
  const number = importedNumber(record.importId, record.rowNumber);
  return (
    <a
      href={`/imports/${number}`}
      title={`Imported record, outside this policy: ${record.sourceSystem} ${record.foreignNumber}`}
      className={`bar border-dashed border-line-strong bg-paper text-muted ${className}`}
    >
      <Icon name="document" className="glyph" />
      <span className="when">
        {segment.startsBefore ? "…" : `${segment.fromClock} `}
        <b>{number}</b>
      </span>{" "}
      <span className="words">
        Imported: {record.title}
        <span className="sr-only">, outside this policy</span>
      </span>
    </a>
  );
}

/** What of the imported records is shown. */
export const ImportedNote = ({ count, view }: { count: number; view: CalendarView }) => (
  <p className="mt-3 text-sm text-muted">{noteOf(count, view)}</p>
);

function noteOf(count: number, view: CalendarView): string {
  if (count === 0) return "No imported records in this period.";
  if (view === "systems") return "Imported records are shown by month, week and agenda, not by system.";
  return count > maxImportedInCalendar
    ? `The first ${maxImportedInCalendar} imported records of this period are shown. Choose a shorter period to see the rest.`
    : `${count} imported ${count === 1 ? "record" : "records"}, outside this policy.`;
}
