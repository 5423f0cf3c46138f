import type { Period } from "@/lib/report/filter";
import { type Outcome, outcomeWords, totalsOf } from "@/lib/report/outcomes";
import { type Span, spansOf, unitOf } from "@/lib/report/spans";
import type { Trace } from "@/lib/report/trace";
import { CountTable } from "./count-table";
import { dayWords } from "./filter-words";

type Props = { traces: readonly Trace[]; period: Period; zone: string };

export function Totals({ traces, period, zone }: Props) {
  const { rows, counts, all } = totalsOf(traces);
  const unit = unitOf(period);
  return (
    <>
      <CountTable
        caption="By outcome"
        head="Outcome"
        rows={rows.map(({ outcome, ...row }) => ({ key: outcome, ...wordsOf(outcome), ...row }))}
        sum={{ key: "all", label: "All", counts, all }}
      />
      <CountTable
        caption={unit === "week" ? "Opened by week" : "Opened by month"}
        head={unit === "week" ? "Week" : "Month"}
        more={["Carried out", "Of these failed"]}
        rows={spansOf(traces, period, zone).map((span) => ({
          key: span.from,
          label: spanWords(span),
          counts: span.counts,
          all: span.all,
          more: [span.carriedOut, span.failed],
        }))}
      />
    </>
  );
}

const wordsOf = (outcome: Outcome) => {
  const { label, definition } = outcomeWords[outcome];
  return { label, note: definition };
};

/** "2 to 8 Mar 2026"; a whole month by its name. */
function spanWords({ from, to }: Span): string {
  const [first, last] = [dayWords(from), dayWords(to)];
  if (from === to) return last;
  return from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))} to ${last}` : `${first} to ${last}`;
}
