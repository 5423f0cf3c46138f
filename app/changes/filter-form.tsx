import { ClientSystemFilters } from "@/app/_record/client-system-filters";
import { Button, ButtonLink } from "@/components/basics/button";
import { FilterSelect } from "@/components/filter/filter-select";
import { TextField } from "@/components/form/text-field";
import type { FilterOptions } from "@/db/systems/read-filter-options";
import { type ChangeFilter, changesPath } from "@/lib/changes/change-filter";
import type { Actor } from "@/lib/rules/judge";
import { statusLabels, typeLabels } from "@/lib/rules/labels";
import { type ChangeStatus, categories, changeStatuses, changeTypes } from "@/lib/rules/record";

type FieldProps = { filter: ChangeFilter; filterOptions: FilterOptions; staff: readonly Actor[] };
type Props = FieldProps & {
  /** The name of a saved view says what the list is narrowed to. */
  isClosed: boolean;
};

/** A plain GET form: the address is the filter. */
export function FilterForm({ filter, filterOptions, staff, isClosed }: Props) {
  const isFiltered =
    changesPath({
      ...filter,
      q: undefined,
      before: undefined,
      at: undefined,
      show: undefined,
      sort: undefined,
      order: undefined,
    }) !== "/changes";
  return (
    <search aria-label="Filter changes" className="mb-5 block print:hidden">
      <form action="/changes" className="grid gap-3">
        {filter.show ? <input type="hidden" name="show" value={filter.show} /> : null}
        {filter.sort ? <input type="hidden" name="sort" value={filter.sort} /> : null}
        {filter.order ? <input type="hidden" name="order" value={filter.order} /> : null}
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 max-w-3xl flex-1 basis-64">
            <TextField
              name="q"
              id="q"
              type="search"
              label="Search"
              unless=""
              defaultValue={filter.q}
              lines={1}
              maxLength={200}
            />
          </div>
          <Button type="submit">Search</Button>
          {isFiltered || filter.q || filter.show ? <ButtonLink href="/changes">Clear</ButtonLink> : null}
        </div>
        <details open={isFiltered && !isClosed} className="group">
          <summary className="link w-fit cursor-pointer py-1">Filter</summary>
          <FilterFields filter={filter} filterOptions={filterOptions} staff={staff} />
          <p className="mt-3 text-sm">
            <a className="link" href="/emergencies">
              Share of emergencies by month and client
            </a>
          </p>
        </details>
      </form>
    </search>
  );
}

const FilterFields = ({ filter, filterOptions, staff }: FieldProps) => (
  <div className="mt-2 grid gap-3 sm:grid-cols-3 lg:grid-cols-4">
    <FilterSelect
      name="type"
      label="Type"
      value={filter.type}
      choices={changeTypes.map((type) => ({ value: type, label: typeLabels[type] }))}
    />
    <FilterSelect
      name="category"
      label="Category"
      value={filter.category}
      choices={categories.map((category) => ({ value: category, label: category }))}
    />
    <ClientSystemFilters filterOptions={filterOptions} filter={filter} />
    <FilterSelect
      name="person"
      label="Person"
      value={filter.person}
      choices={staff.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
    <TextField name="from" unless="" label="Opened from" type="date" defaultValue={filter.from} lines={1} />
    <TextField name="to" unless="" label="Opened until" type="date" defaultValue={filter.to} lines={1} />
    <StatusChoices chosen={filter.status ?? []} />
  </div>
);

/** Any number of statuses, in the order of a change's way. */
const StatusChoices = ({ chosen }: { chosen: readonly ChangeStatus[] }) => (
  <fieldset className="col-span-full">
    <legend className="font-medium">Status</legend>
    <div className="mt-1 flex flex-wrap gap-x-5 max-sm:grid max-sm:grid-cols-2">
      {changeStatuses.map((status) => (
        <label key={status} className="flex min-h-8 cursor-pointer items-center gap-1.5 max-sm:min-h-11">
          <input
            type="checkbox"
            name="status"
            value={status}
            defaultChecked={chosen.includes(status)}
            className="tick"
          />
          {statusLabels[status]}
        </label>
      ))}
    </div>
  </fieldset>
);
