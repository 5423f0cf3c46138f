import { reportPath } from "@/lib/report/report-filter";
import { formatMonth } from "@/lib/time/format";
import type { LoadedTrends } from "./load";

/** The numbers of the lines, the newest month first; each month leads to its report. */
export const TrendTable = ({ months, trends }: Pick<LoadedTrends, "months" | "trends">) => (
  <table className="w-full border-collapse text-left tabular-nums cards:block">
    <caption className="pb-1 text-left text-lg font-semibold cards:block">By month</caption>
    <thead className="border-b border-line-strong text-sm text-muted cards:sr-only">
      <tr className="*:py-1 *:pr-4 *:font-medium *:last:pr-0">
        <th scope="col">Month</th>
        <th scope="col" className="text-right">
          Opened
        </th>
        {trends.map(({ key, label }) => (
          <th key={key} scope="col" className="text-right">
            {label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody className="cards:grid">
      {[...months.entries()].reverse().map(([place, { month, from, to, figures }]) => (
        <tr
          key={month}
          className="break-inside-avoid border-b border-line align-top cards:grid cards:grid-cols-2 cards:gap-x-3 cards:gap-y-1 cards:py-2.5 rows:*:py-1.5 rows:*:pr-4 rows:*:last:pr-0"
        >
          <th scope="row" className="font-medium rows:whitespace-nowrap">
            <a className="link" href={reportPath({ from, to })}>
              {formatMonth(month)}
            </a>
            {place === months.length - 1 ? <span className="font-normal text-muted"> so far</span> : null}
          </th>
          <td className="rows:text-right">
            <span className="text-sm text-muted rows:hidden">Opened </span>
            {figures.opened.toLocaleString("en")}
          </td>
          {trends.map(({ key, label, points }) => (
            <td key={key} className="rows:text-right">
              <span className="block text-sm text-muted rows:hidden">{label}</span>
              {points[place]?.text} <span className="block text-sm text-muted">{points[place]?.counted}</span>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
