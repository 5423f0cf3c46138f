import type { ChangeAudit } from "@/lib/report/change-audit";
import { type ReportSpan, spansOf, unitOf } from "@/lib/report/figures/report-spans";
import { type Outcome, reportOutcomeLabels, totalsOf } from "@/lib/report/outcomes";
import type { ReportPeriod } from "@/lib/report/report-filter";
import { CountTable } from "./count-table";
import { dayLabel } from "./filter-labels";

type Props = { audits: readonly ChangeAudit[]; period: ReportPeriod; zone: string };

export function Totals({ audits, period, zone }: Props) {
  const { rows, counts, all } = totalsOf(audits);
  const unit = unitOf(period);
  return (
    <>
      <CountTable
        caption="By outcome"
        head="Outcome"
        rows={rows.map(({ outcome, ...row }) => ({ key: outcome, ...outcomeLabels(outcome), ...row }))}
        sum={{ key: "all", label: "Total", counts, all }}
      />
      <CountTable
        caption={unit === "week" ? "Opened by week" : "Opened by month"}
        head={unit === "week" ? "Week" : "Month"}
        more={["Carried out", "Of these failed"]}
        rows={spansOf(audits, period, zone).map((span) => ({
          key: span.from,
          label: spanLabel(span),
          counts: span.counts,
          all: span.all,
          more: [span.carriedOut, span.failed],
        }))}
      />
    </>
  );
}

const outcomeLabels = (outcome: Outcome) => {
  const { label, definition } = reportOutcomeLabels[outcome];
  return { label, note: definition };
};

/** "2 to 8 Mar 2026"; a whole month by its name. */
function spanLabel({ from, to }: ReportSpan): string {
  const [first, last] = [dayLabel(from), dayLabel(to)];
  if (from === to) return last;
  return from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))} to ${last}` : `${first} to ${last}`;
}
