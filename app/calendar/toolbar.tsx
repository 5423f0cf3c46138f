import { ClientSystemFilters } from "@/app/_record/client-system-filters";
import { toChoice } from "@/app/_steps/panel/form-options";
import { Button, ButtonLink } from "@/components/basics/button";
import { CheckboxField } from "@/components/form/checkbox-field";
import { FilterSelect } from "@/components/form/filter-select";
import { TextField } from "@/components/form/text-field";
import type { Calendar } from "@/db/calendar/read-calendar";
import { calendarTypes } from "@/lib/calendar/calendar-filter";
import { newFeedPath } from "@/lib/calendar/feed-address";
import { calendarViews, type Period } from "@/lib/calendar/period";
import { typeLabels } from "@/lib/rules/labels";
import { type CalendarState, calendarPath } from "./calendar-path";

type Props = {
  state: CalendarState;
  ownZone: string;
  today: string;
  period: Period;
  choices: Pick<Calendar, "filterOptions" | "people">;
};

/** Links and a plain GET form: the address is the state. */
export function Toolbar({ state, ownZone, today, period, choices }: Props) {
  const pathTo = (but: Partial<CalendarState>) =>
    calendarPath({ ...state, at: undefined, waiting: undefined, ...but }, ownZone);
  const noun = state.oneDay ? "day" : periodNouns[state.view];
  return (
    <div className="mb-3 grid gap-2 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        <nav aria-label="Time" className="flex gap-1">
          <ButtonLink href={pathTo({ date: period.previous })} rel="prev">
            <span aria-hidden="true">‹</span>
            <span className="sr-only">Previous {noun}</span>
          </ButtonLink>
          <ButtonLink href={pathTo({ date: today })}>Today</ButtonLink>
          <ButtonLink href={pathTo({ date: period.next })} rel="next">
            <span aria-hidden="true">›</span>
            <span className="sr-only">Next {noun}</span>
          </ButtonLink>
        </nav>
        <nav aria-label="View" className="flex gap-4 px-2">
          {calendarViews.map((view) => (
            <a
              key={view}
              href={pathTo({ view, oneDay: undefined })}
              aria-current={view === state.view ? "page" : undefined}
              className="border-b-2 border-transparent py-1 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            >
              {viewLabels[view]}
            </a>
          ))}
        </nav>
        <a className="link ml-auto text-sm" href={newFeedPath(state.filter)}>
          Subscribe to this calendar
        </a>
      </div>
      <Filters state={state} ownZone={ownZone} choices={choices} clear={pathTo({ filter: {}, zone: ownZone })} />
    </div>
  );
}

const viewLabels = { month: "Month", week: "Week", agenda: "Agenda" } as const;
const periodNouns = { month: "month", week: "week", agenda: "two weeks" } as const;

function Filters({
  state: { view, date, zone, filter },
  ownZone,
  choices: { filterOptions, people },
  clear,
}: Pick<Props, "state" | "ownZone" | "choices"> & { clear: string }) {
  const isFiltered = Object.values(filter).some((value) => value !== undefined) || zone !== ownZone;
  return (
    <search aria-label="Filter the calendar">
      <form action="/calendar" className="grid gap-2">
        <input type="hidden" name="view" value={view} />
        <details open={isFiltered}>
          <summary className="link w-fit cursor-pointer py-1">Go to a date, filter</summary>
          <div className="mt-2 grid items-end gap-3 sm:grid-cols-3 lg:grid-cols-4">
            <TextField name="date" unless="" label="Date" type="date" defaultValue={date} lines={1} />
            <TextField name="zone" unless="" label="Time zone" defaultValue={zone} lines={1} maxLength={60} />
            <ClientSystemFilters filterOptions={filterOptions} filter={filter} />
            <FilterSelect
              name="type"
              label="Type"
              value={filter.type}
              choices={calendarTypes.map((type) => ({ value: type, label: typeLabels[type] }))}
            />
            <FilterSelect name="person" label="Person" value={filter.person} choices={people.map(toChoice)} />
            <CheckboxField name="mine" label="Only mine" value="1" defaultChecked={filter.mine !== undefined} />
            <div className="flex gap-2">
              <Button type="submit">Show</Button>
              {isFiltered ? <ButtonLink href={clear}>Clear</ButtonLink> : null}
            </div>
          </div>
        </details>
      </form>
    </search>
  );
}
