import { commonReportsOf, periodOf, presetsOf, type ReportFilter, reportPath } from "@/lib/report/report-filter";
import { typeLabels } from "@/lib/rules/labels";
import { changeTypes } from "@/lib/rules/record";

type Props = { filter: ReportFilter; now: string; zone: string };

/** Periods, types, and reports that people often ask for, one click each; a period keeps the type, and a type the period. */
export function PeriodLinks({ filter, now, zone }: Props) {
  const current = periodOf(filter, now, zone);
  return (
    <div className="mb-4 grid gap-y-2">
      <Links
        label="Period"
        links={presetsOf(now, zone).map(({ label, from, to }) => ({
          label,
          path: reportPath({ ...filter, from, to }),
          isCurrent: from === current.from && to === current.to,
        }))}
      />
      <Links
        label="Type"
        links={[undefined, ...changeTypes].map((type) => ({
          label: type ? typeLabels[type].replace(" change", "") : "All",
          path: reportPath({ ...filter, type }),
          isCurrent: type === filter.type,
        }))}
      />
      <Links
        label="Common"
        links={commonReportsOf(now, zone).map(({ label, filter: common }) => ({
          label,
          path: reportPath(common),
          isCurrent: false,
        }))}
      />
    </div>
  );
}

type LinkList = {
  readonly label: string;
  readonly links: readonly { readonly label: string; readonly path: string; readonly isCurrent: boolean }[];
};

const Links = ({ label, links }: LinkList) => (
  <nav aria-label={label} className="flex flex-wrap items-baseline gap-x-5 gap-y-1.5 max-sm:gap-y-2.5">
    <span className="min-w-22 text-sm text-muted max-sm:w-full">{label}</span>
    {links.map(({ label, path, isCurrent }) => (
      <a
        key={label}
        href={path}
        aria-current={isCurrent ? "true" : undefined}
        className="border-b-2 border-transparent text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
      >
        {label}
      </a>
    ))}
  </nav>
);
