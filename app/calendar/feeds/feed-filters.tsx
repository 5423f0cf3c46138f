import { toChoice, toSystemChoice } from "@/app/_steps/panel/form-options";
import { FilterSelect } from "@/components/filter/filter-select";
import { CheckboxField } from "@/components/form/checkbox-field";
import type { FilterOptions } from "@/db/systems/read-filter-options";
import { type CalendarFilter, calendarTypes } from "@/lib/calendar/calendar-filter";
import { feedFilterFields } from "@/lib/calendar/feed-address";
import { typeLabels } from "@/lib/rules/labels";
import type { NamedRef } from "@/lib/rules/record";

type Props = { filter: CalendarFilter; filterOptions: FilterOptions; people: readonly NamedRef[] };

/** What a new feed shows, by the calendar's own filters. They become part of its address. */
export const FeedFilters = ({ filter, filterOptions: { clients, systems, tooMany }, people }: Props) => (
  <fieldset className="grid gap-3">
    <legend className="mb-1 font-medium">What the feed shows</legend>
    <p className="text-sm text-muted">
      The same filters as the calendar’s. Freezes that cover the chosen systems are always shown.
    </p>
    <div className="grid gap-3 sm:grid-cols-2">
      <FilterSelect
        name={feedFilterFields.client}
        label="Client"
        value={filter.client}
        anyLabel="All clients"
        choices={clients.map(toChoice)}
      />
      {tooMany && filter.system === undefined ? null : (
        <FilterSelect
          name={feedFilterFields.system}
          label="System"
          value={filter.system}
          anyLabel="All systems"
          choices={systems.map(toSystemChoice(systems))}
        />
      )}
      <FilterSelect
        name={feedFilterFields.type}
        label="Type"
        value={filter.type}
        anyLabel="All types"
        choices={calendarTypes.map((type) => ({ value: type, label: typeLabels[type] }))}
      />
      <FilterSelect
        name={feedFilterFields.person}
        label="Person"
        value={filter.person}
        anyLabel="Everybody"
        choices={people.map(toChoice)}
      />
    </div>
    <CheckboxField
      name={feedFilterFields.mine}
      label="Only changes that I wrote or carry out"
      value="1"
      defaultChecked={filter.mine !== undefined}
    />
  </fieldset>
);
