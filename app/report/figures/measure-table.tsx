import { ClauseLink } from "@/components/record/refusal";
import { ShareBar } from "@/components/record/type-bar";
import type { Measure } from "@/lib/report/figures/measures";
import { formatPermille, formatSeconds } from "@/lib/time/exact-time";

export function MeasureTable({ caption, measures }: { caption: string; measures: readonly Measure[] }) {
  const longest = Math.max(...measures.map((measure) => (measure.kind === "median" ? (measure.seconds ?? 0) : 0)), 1);
  return (
    <table className="mb-5 w-full print:break-inside-avoid border-collapse text-left text-sm cards:block">
      <caption className="pb-1 text-left text-base font-semibold cards:block">{caption}</caption>
      <thead className="border-b border-line-strong text-muted cards:sr-only">
        <tr className="*:py-1 *:pr-4 *:font-medium">
          <th scope="col">Measure</th>
          <th scope="col" className="text-right">
            Value
          </th>
          <th scope="col" className="text-right">
            Counted
          </th>
          <td className="w-1/5" />
        </tr>
      </thead>
      <tbody className="cards:grid">
        {measures.map((measure) => (
          <tr
            key={measure.key}
            className="border-b border-line align-top cards:grid cards:grid-cols-[auto_1fr] cards:gap-x-3 cards:gap-y-0.5 cards:py-2.5 rows:*:py-1.5 rows:*:pr-4"
          >
            <th scope="row" className="font-normal cards:col-span-2">
              <span className="font-medium">{measure.label}</span>
              <span className="block text-muted">
                {measure.definition} <ClauseLink clause={measure.clause} />
              </span>
            </th>
            <td className="text-base font-semibold whitespace-nowrap tabular-nums rows:text-right">
              {formatValue(measure)}
            </td>
            <td className="whitespace-nowrap text-muted tabular-nums rows:text-right">
              {countedText(measure)}
              {measure.kind === "median" && measure.whole > 0 ? <span className="rows:hidden"> counted</span> : null}
            </td>
            <td className="rows:pr-0 cards:col-span-2">
              <ShareBar permille={barPermille(measure, longest)} isFramed={measure.kind === "share"} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function formatValue(measure: Measure): string {
  if (measure.kind === "share") return measure.permille === null ? "–" : formatPermille(measure.permille);
  return measure.seconds === null ? "–" : formatSeconds(measure.seconds);
}

function countedText(measure: Measure): string {
  if (measure.whole === 0) return "none to count";
  return measure.kind === "share" ? `${measure.part} of ${measure.whole}` : `${measure.whole}`;
}

const barPermille = (measure: Measure, longest: number): number =>
  measure.kind === "share" ? (measure.permille ?? 0) : (1000 * (measure.seconds ?? 0)) / longest;
