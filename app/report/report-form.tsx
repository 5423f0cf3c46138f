import { PlaceFilters } from "@/app/_record/place-filters";
import { Button, ButtonLink } from "@/components/basics/button";
import { AnySelect } from "@/components/form/any-select";
import { NumberField } from "@/components/form/number-field";
import type { Choice } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { PrintButton } from "@/components/shell/print-button";
import type { Places } from "@/db/systems/read-places";
import { type Period, periodOf, presetsOf, type ReportFilter, reportPath } from "@/lib/report/filter";
import { changeTypes } from "@/lib/rules/record";
import { typeWords } from "@/lib/rules/words";

type Props = {
  filter: ReportFilter;
  period: Period;
  now: string;
  zone: string;
  places: Places;
};

/** Links and a plain GET form: the address is the report. */
export function ReportForm({ filter, period, now, zone, places }: Props) {
  const { from, to, ...more } = filter;
  const narrowed = Object.values(more).some((value) => value !== undefined);
  return (
    <search className="mb-7 block rounded-md border border-line bg-raised px-4 py-3 print:hidden">
      <Presets filter={filter} now={now} zone={zone} />
      <form action="/report" className="grid gap-3">
        <div className="flex flex-wrap items-end gap-3 *:max-sm:grow">
          <TextField name="from" unless="" label="From" type="date" defaultValue={period.from} lines={1} />
          <TextField name="to" unless="" label="Until" type="date" defaultValue={period.to} lines={1} />
          <div className="flex flex-wrap gap-2">
            <Button type="submit">Show</Button>
            {narrowed ? <ButtonLink href={reportPath({ from, to })}>Clear</ButtonLink> : null}
            <PrintButton />
          </div>
          <Files filter={filter} />
        </div>
        <details open={narrowed}>
          <summary className="link w-fit cursor-pointer py-1">Filter, sample and evidence sheets</summary>
          <Narrowing filter={filter} places={places} />
        </details>
      </form>
    </search>
  );
}

function Presets({ filter, now, zone }: Pick<Props, "filter" | "now" | "zone">) {
  const asked = periodOf(filter, now, zone);
  return (
    <nav aria-label="Periods" className="mb-3 flex flex-wrap gap-x-5 gap-y-1.5">
      {presetsOf(now, zone).map((preset) => (
        <a
          key={preset.label}
          href={reportPath({ ...filter, from: preset.from, to: preset.to })}
          aria-current={preset.from === asked.from && preset.to === asked.to ? "true" : undefined}
          className="border-b-2 border-transparent text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
        >
          {preset.label}
        </a>
      ))}
    </nav>
  );
}

const Files = ({ filter }: Pick<Props, "filter">) => (
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

const Narrowing = ({ filter, places }: Pick<Props, "filter" | "places">) => (
  <div className="mt-2 grid items-end gap-3 sm:grid-cols-3">
    <PlaceFilters places={places} filter={filter} />
    <AnySelect
      name="type"
      label="Type"
      value={filter.type}
      choices={changeTypes.map((type) => ({ value: type, label: typeWords[type] }))}
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
    <AnySelect name="sheets" label="Evidence sheets" empty="None" value={filter.sheets} choices={sheetChoices} />
  </div>
);

const sheetChoices: readonly Choice[] = [
  { value: "sample", label: "For each record of the sample" },
  { value: "all", label: "For each record" },
];
