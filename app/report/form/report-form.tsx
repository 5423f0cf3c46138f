import { ClientSystemFilters } from "@/app/_record/client-system-filters";
import { Button, ButtonLink } from "@/components/basics/button";
import { FilterSelect } from "@/components/filter/filter-select";
import { NumberField } from "@/components/form/number-field";
import type { Choice } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import type { FilterOptions } from "@/db/systems/read-filter-options";
import { type ReportFilter, type ReportPeriod, reportPath } from "@/lib/report/report-filter";
import { typeLabels } from "@/lib/rules/labels";
import { changeTypes } from "@/lib/rules/record";
import { PeriodLinks } from "./period-links";
import { PrintLinks } from "./print-links";

type Props = {
  filter: ReportFilter;
  period: ReportPeriod;
  now: string;
  zone: string;
  filterOptions: FilterOptions;
};

/** Links and a plain GET form: the address is the report. */
export function ReportForm({ filter, period, now, zone, filterOptions }: Props) {
  const { from, to, type: _type, part: _part, ...more } = filter;
  const isFiltered = Object.values(more).some((value) => value !== undefined);
  return (
    <search
      aria-label="Period and filter of the report"
      className="mb-7 block rounded-md border border-line bg-raised px-4 py-3 print:hidden"
    >
      <PeriodLinks filter={filter} now={now} zone={zone} />
      <form action="/report" className="grid gap-3">
        <div className="flex flex-wrap items-end gap-3 *:max-sm:grow">
          <TextField name="from" unless="" label="From" type="date" defaultValue={period.from} lines={1} />
          <TextField name="to" unless="" label="Until" type="date" defaultValue={period.to} lines={1} />
          <div className="flex flex-wrap gap-2">
            <Button type="submit">Show</Button>
            {isFiltered ? <ButtonLink href={reportPath({ from, to })}>Clear</ButtonLink> : null}
          </div>
          <ReportFiles filter={filter} />
        </div>
        <details open={isFiltered && filter.part === undefined}>
          <summary className="link w-fit cursor-pointer py-1">Filter, sample and evidence sheets</summary>
          <FilterFields filter={filter} filterOptions={filterOptions} />
        </details>
      </form>
      <PrintLinks filter={filter} />
    </search>
  );
}

const ReportFiles = ({ filter }: Pick<Props, "filter">) => (
  <p className="flex flex-wrap gap-x-4 gap-y-1.5 py-1.5 sm:ml-auto">
    <a className="link" href={reportPath(filter, "/report.csv")}>
      CSV
    </a>
    <a className="link" href={reportPath(filter, "/report.csv", { bom: "1" })}>
      CSV for Excel
    </a>
    <a className="link" href={reportPath(filter, "/report.json")}>
      JSON with proofs
    </a>
    <a className="link" href={reportPath(filter, "/report.zip")}>
      Evidence pack (ZIP)
    </a>
  </p>
);

const FilterFields = ({ filter, filterOptions }: Pick<Props, "filter" | "filterOptions">) => (
  <div className="mt-2 grid items-end gap-3 sm:grid-cols-3">
    <ClientSystemFilters filterOptions={filterOptions} filter={filter} />
    <FilterSelect
      name="type"
      label="Type"
      value={filter.type}
      choices={changeTypes.map((type) => ({ value: type, label: typeLabels[type] }))}
    />
    <NumberField
      name="sample"
      unless=""
      label="Draw a sample of"
      min={1}
      max={500}
      unit="records"
      defaultValue={filter.sample}
    />
    <TextField
      name="seed"
      unless="else the period’s days"
      label="Seed"
      defaultValue={filter.seed}
      lines={1}
      maxLength={100}
    />
    <FilterSelect name="sheets" label="Evidence sheets" anyLabel="None" value={filter.sheets} choices={sheetChoices} />
  </div>
);

const sheetChoices: readonly Choice[] = [
  { value: "sample", label: "For each record of the sample" },
  { value: "all", label: "For each record" },
];
