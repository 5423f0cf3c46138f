import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { systemRowsPerPage } from "@/db/calendar/system-rows";
import { dayLabels } from "@/lib/calendar/day-labels";
import { hiddenWindowsSentence } from "@/lib/calendar/hidden-windows";
import { columnCounts, columnsOf } from "@/lib/calendar/time-row";
import { systemsPath } from "@/lib/systems/system-filter";
import { formatTimeOfDay } from "@/lib/time/format";
import type { CalendarState } from "./calendar-path";
import { Legend } from "./legend";
import type { LoadedCalendar } from "./load";
import { TimeRow } from "./time-row";

type Props = Pick<LoadedCalendar, "state" | "period" | "calendar"> & {
  pathTo: (but: Partial<CalendarState>) => string;
};

/** Client by client, a system to a row; on a narrow screen each row is a list. */
export function SystemRows({ state, period, calendar, pathTo }: Props) {
  const { rows, rowCount, items, freezes, now } = calendar;
  const columns = columnCounts[period.days.length as keyof typeof columnCounts];
  const clients = [...new Map(rows.map(({ clientId, client }) => [clientId, client]))];
  const itemById = new Map(items.map((item) => [item.id, item]));
  const hiddenCount = countHidden(rows, itemById);
  const page = state.page ?? 1;
  if (rows.length === 0) return <EmptyState>No system has windows in this period.</EmptyState>;
  return (
    <>
      <table className="w-full table-fixed border-collapse cards:block">
        <caption className="sr-only">{period.title}, by client and system</caption>
        <thead className="cards:hidden">
          <tr>
            <th scope="col" className="w-44 border border-line px-2 py-1 text-left text-sm font-medium text-muted">
              System
            </th>
            <th scope="col" className="border border-line p-0 font-normal">
              <span className="sr-only">Time</span>
              <DayHeads {...{ period, columns, pathTo }} zone={state.zone} />
            </th>
          </tr>
        </thead>
        {clients.map(([clientId, client]) => (
          <tbody key={clientId} className="cards:block">
            <tr className="cards:block">
              <th
                scope="rowgroup"
                colSpan={2}
                className="border border-line bg-sunken px-2 py-1 text-left text-sm font-semibold cards:mt-4 cards:block cards:border-x-0"
              >
                {client}
              </th>
            </tr>
            {rows
              .filter((row) => row.clientId === clientId)
              .map((row) => (
                <tr key={row.id} data-system={row.id} className="break-inside-avoid cards:block">
                  <th
                    scope="row"
                    className="border border-line px-2 py-1 text-left align-top text-sm font-medium wrap-anywhere cards:block cards:border-0 cards:px-0"
                  >
                    <a className="link" href={systemsPath({ system: row.id })}>
                      {row.name}
                    </a>
                  </th>
                  <td className="border border-line p-0 align-top cards:block cards:border-0">
                    <TimeRow
                      {...{ row, period, columns, now, zone: state.zone }}
                      {...windowsOfRow(row, itemById)}
                      freezes={freezes.filter(
                        ({ covers, clientId: ofClient, systemId }) =>
                          covers === "all" || ofClient === row.clientId || systemId === row.id,
                      )}
                      allPath={pathTo({ view: "agenda", days: undefined, page: undefined, filter: { system: row.id } })}
                    />
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
      {hiddenCount > 0 ? (
        <p className="mt-2">
          {hiddenWindowsSentence(hiddenCount)}{" "}
          {period.days.length > 1 ? (
            <a className="link" href={pathTo({ days: 1, page: undefined })}>
              Show one day
            </a>
          ) : null}
        </p>
      ) : null}
      <Legend items={items} hasFreezes={freezes.length > 0} now={now} />
      {rowCount > systemRowsPerPage ? (
        <Pager
          newer={page > 1 ? pathTo({ page: page - 1 }) : null}
          older={page * systemRowsPerPage < rowCount ? pathTo({ page: page + 1 }) : null}
          newerLabel="Previous"
          olderLabel="Next"
          shown={`Systems ${(page - 1) * systemRowsPerPage + 1} to ${(page - 1) * systemRowsPerPage + rows.length} of ${rowCount}`}
        />
      ) : null}
    </>
  );
}

type ItemsById = ReadonlyMap<number, LoadedCalendar["calendar"]["items"][number]>;
type SystemRow = LoadedCalendar["calendar"]["rows"][number];

/** What is drawn of a system's windows, and how many are not. */
function windowsOfRow({ changes }: SystemRow, itemById: ItemsById) {
  const items = changes.flatMap((id) => itemById.get(id) ?? []);
  return { items, hiddenCount: changes.length - items.length };
}

const countHidden = (rows: readonly SystemRow[], itemById: ItemsById): number =>
  new Set(rows.flatMap(({ changes }) => changes).filter((id) => !itemById.has(id))).size;

type HeadProps = Pick<Props, "period" | "pathTo"> & { columns: number; zone: string };

function DayHeads({ period, columns, pathTo, zone }: HeadProps) {
  return (
    <ol className={`time-row time-columns-${columns} text-sm`}>
      {ticksOf(period).map(({ starts, ends, date }) => {
        const { column, columnEnd } = columnsOf({ starts, ends }, period, columns);
        return (
          <li
            key={starts}
            className={`col-start-${column} col-end-${columnEnd} row-start-1 truncate border-l border-line px-1 py-1 text-left first:border-l-0`}
          >
            {date ? (
              <a className="hover:underline" href={pathTo({ date, days: 1, page: undefined })}>
                {dayLabels(date).short}
              </a>
            ) : (
              formatTimeOfDay(starts, zone).slice(0, 5)
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** The days of the period; of a single day, every third hour. */
function ticksOf({ days, bounds }: Props["period"]): readonly { starts: string; ends: string; date?: string }[] {
  const iso = (ms: number) => new Date(ms).toISOString();
  const [first = 0, last = 0] = bounds;
  const hours = 3 * 3_600_000;
  return days.length > 1
    ? days.map((date, index) => ({ date, starts: iso(bounds[index] ?? 0), ends: iso(bounds[index + 1] ?? 0) }))
    : Array.from({ length: Math.ceil((last - first) / hours) }, (_, index) => ({
        starts: iso(first + index * hours),
        ends: iso(Math.min(first + (index + 1) * hours, last)),
      }));
}
