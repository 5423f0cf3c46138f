import { ClientSystemFilters } from "@/app/_record/client-system-filters";
import { toChoice } from "@/app/_steps/panel/form-options";
import { Button, ButtonLink } from "@/components/basics/button";
import { FilterSelect } from "@/components/filter/filter-select";
import { CheckboxField } from "@/components/form/checkbox-field";
import { TextField } from "@/components/form/text-field";
import type { Calendar } from "@/db/calendar/read-calendar";
import { calendarTypes } from "@/lib/calendar/calendar-filter";
import { typeLabels } from "@/lib/rules/labels";
import type { CalendarState } from "./calendar-path";

type Props = {
  state: CalendarState;
  ownZone: string;
  choices: Pick<Calendar, "filterOptions" | "people">;
  clear: string;
};

/** A plain GET form: the address is the state. */
export function Filters({
  state: { view, date, zone, filter, days, imported },
  ownZone,
  choices: { filterOptions, people },
  clear,
}: Props) {
  const isFiltered =
    Object.values(filter).some((value) => value !== undefined) || zone !== ownZone || imported === true;
  return (
    <search aria-label="Filter the calendar" className="mb-3 block print:hidden">
      <form action="/calendar" className="grid gap-2">
        <input type="hidden" name="view" value={view} />
        {days ? <input type="hidden" name="days" value={days} /> : null}
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
            <CheckboxField
              name="imported"
              label="Imported records too"
              hint="They did not go through this policy."
              value="1"
              defaultChecked={imported === true}
            />
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
