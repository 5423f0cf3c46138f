import { ClientSystemFilters } from "@/app/_record/client-system-filters";
import { Button, ButtonLink } from "@/components/basics/button";
import { FilterSelect } from "@/components/form/filter-select";
import { NumberField } from "@/components/form/number-field";
import type { Choice } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { PrintButton } from "@/components/shell/print-button";
import type { FilterOptions } from "@/db/systems/read-filter-options";
import {
  periodOf,
  presetsOf,
  type ReportFilter,
  type ReportPeriod,
  reportParts,
  reportPath,
} from "@/lib/report/report-filter";
import { typeLabels } from "@/lib/rules/labels";
import { changeTypes } from "@/lib/rules/record";

type Props = {
  filter: ReportFilter;
  period: ReportPeriod;
  now: string;
  zone: string;
  filterOptions: FilterOptions;
};

/** Links and a plain GET form: the address is the report. */
export function ReportForm({ filter, period, now, zone, filterOptions }: Props) {
  const { from, to, part: _, ...more } = filter;
  const isFiltered = Object.values(more).some((value) => value !== undefined);
  return (
    <search className="mb-7 block rounded-md border border-line bg-raised px-4 py-3 print:hidden">
      <Presets filter={filter} now={now} zone={zone} />
      <form action="/report" className="grid gap-3">
        <div className="flex flex-wrap items-end gap-3 *:max-sm:grow">
          <TextField name="from" unless="" label="From" type="date" defaultValue={period.from} lines={1} />
          <TextField name="to" unless="" label="Until" type="date" defaultValue={period.to} lines={1} />
          <div className="flex flex-wrap gap-2">
            <Button type="submit">Show</Button>
            {isFiltered ? <ButtonLink href={reportPath({ from, to })}>Clear</ButtonLink> : null}
            <PrintButton />
          </div>
          <ReportFiles filter={filter} />
        </div>
        <PrintLinks filter={filter} />
        <details open={isFiltered}>
          <summary className="link w-fit cursor-pointer py-1">Filter, sample and evidence sheets</summary>
          <FilterFields filter={filter} filterOptions={filterOptions} />
        </details>
      </form>
    </search>
  );
}

function Presets({ filter, now, zone }: Pick<Props, "filter" | "now" | "zone">) {
  const current = periodOf(filter, now, zone);
  return (
    <nav aria-label="Periods" className="mb-3 flex flex-wrap gap-x-5 gap-y-1.5">
      {presetsOf(now, zone).map((preset) => (
        <a
          key={preset.label}
          href={reportPath({ ...filter, from: preset.from, to: preset.to })}
          aria-current={preset.from === current.from && preset.to === current.to ? "true" : undefined}
          className="border-b-2 border-transparent text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
        >
          {preset.label}
        </a>
      ))}
    </nav>
  );
}

/** What to print: the browser prints the page that each leads to. */
const PrintLinks = ({ filter }: Pick<Props, "filter">) => (
  <nav aria-label="Print" className="flex flex-wrap gap-x-4 gap-y-1.5 text-sm">
    <span className="text-muted">To print:</span>
    {[undefined, ...reportParts].map((part) => (
      <a
        key={part ?? "screen"}
        className="link"
        href={reportPath({ ...filter, part })}
        aria-current={part === filter.part ? "page" : undefined}
      >
        {partLabels[part ?? "screen"]}
      </a>
    ))}
  </nav>
);

const partLabels = { screen: "this page", summary: "summary", sample: "sample sheets", all: "everything" } as const;

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
