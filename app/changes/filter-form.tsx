import { PlaceFilters } from "@/app/_record/place-filters";
import { Button, ButtonLink } from "@/components/basics/button";
import { AnySelect } from "@/components/form/any-select";
import { TextField } from "@/components/form/text-field";
import type { Places } from "@/db/systems/read-places";
import { type ChangeFilter, listPath } from "@/lib/changes/filter";
import type { Person } from "@/lib/rules/judge";
import { categories, changeStatuses, changeTypes } from "@/lib/rules/record";
import { statusWords, typeWords } from "@/lib/rules/words";

type Props = { filter: ChangeFilter; places: Places; staff: readonly Person[] };

/** A plain GET form: the address is the filter. */
export function FilterForm({ filter, places, staff }: Props) {
  const filtered = listPath({ ...filter, q: undefined, before: undefined }) !== "/changes";
  return (
    <search className="mb-5 block print:hidden">
      <form action="/changes" className="grid gap-3">
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-64">
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
          {filtered || filter.q ? <ButtonLink href="/changes">Clear</ButtonLink> : null}
        </div>
        <details open={filtered} className="group">
          <summary className="link w-fit cursor-pointer py-1">Filter</summary>
          <Narrowing filter={filter} places={places} staff={staff} />
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

const Narrowing = ({ filter, places, staff }: Props) => (
  <div className="mt-2 grid gap-3 sm:grid-cols-3 lg:grid-cols-4">
    <AnySelect
      name="type"
      label="Type"
      value={filter.type}
      choices={changeTypes.map((type) => ({ value: type, label: typeWords[type] }))}
    />
    <AnySelect
      name="status"
      label="Status"
      value={filter.status}
      choices={changeStatuses.map((status) => ({ value: status, label: statusWords[status] }))}
    />
    <AnySelect
      name="category"
      label="Category"
      value={filter.category}
      choices={categories.map((category) => ({ value: category, label: category }))}
    />
    <PlaceFilters places={places} filter={filter} />
    <AnySelect
      name="person"
      label="Person"
      value={filter.person}
      choices={staff.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
    <TextField name="from" unless="" label="Opened from" type="date" defaultValue={filter.from} lines={1} />
    <TextField name="to" unless="" label="Opened until" type="date" defaultValue={filter.to} lines={1} />
  </div>
);
