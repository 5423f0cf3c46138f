import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { ClientView } from "@/lib/systems/client-view";
import { isImportedOf, isImportedShown } from "./imported-conditions";

const calendarSql = typedSql({
  importId: z.int(),
  rowNumber: z.int(),
  sourceSystem: z.string(),
  foreignNumber: z.string(),
  title: z.string(),
  starts: instant,
  /** A minute later where the file says no end. */
  ends: instant,
});

/** An imported record with a time, as the calendar shows it. Instants are ISO in UTC. */
export type CalendarImported = z.infer<ReturnType<typeof calendarSql>["row"]>;

/** More than that are counted as one more. */
export const maxImportedInCalendar = 300;

/** The imported records that happened, or else were planned, in [from, to), or began up to a week before and reach into it. */
export const readImportedInCalendar = (period: CalendarPeriod, view: ClientView): Promise<CalendarImported[]> =>
  queryRows(appDb(), importedInCalendarQuery(period, view));

type CalendarPeriod = { readonly from: string; readonly to: string };

export const importedInCalendarQuery = ({ from, to }: CalendarPeriod, view: ClientView) => calendarSql`
      select c."importId", c."rowNumber", c."sourceSystem", c."foreignNumber", c.title, ${isoInstant("c.starts")} as starts, ${isoInstant("c.ends")} as ends from (
        select r.import_id::float8 as "importId", r.row_number as "rowNumber", m.source_system as "sourceSystem", r.foreign_number as "foreignNumber", r.title,
          r.happened_at as starts,
          greatest(case when r.actual_start is not null then r.actual_end else coalesce(r.planned_end, r.actual_end) end, r.happened_at + interval '1 minute') as ends
        from imported_records r join imports m on m.id = r.import_id
        where r.happened_at >= ${from}::timestamptz - interval '7 days' and r.happened_at < ${to}::timestamptz and ${isImportedShown} and ${isImportedOf(view)}) c
      where c.ends > ${from}::timestamptz order by c.starts, c."importId", c."rowNumber" limit ${maxImportedInCalendar + 1}`;
