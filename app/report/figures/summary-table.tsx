import type { SummaryFigure } from "@/lib/report/figures/summary";

type Props = {
  figures: readonly SummaryFigure[];
  /** The days of the period before; null where there is none to compare with. */
  before: string | null;
};

/** The figures of the first page, each beside that of the period before. */
export const SummaryTable = ({ figures, before }: Props) => (
  <table className="mb-5 w-full border-collapse text-left tabular-nums cards:block">
    <caption className="sr-only">Figures of the period, and of the period before</caption>
    <thead className="border-b border-line-strong text-sm text-muted cards:sr-only">
      <tr className="*:py-1 *:pr-4 *:font-medium">
        <th scope="col">Figure</th>
        <th scope="col" className="text-right">
          This period
        </th>
        <td />
        {before ? (
          <>
            <th scope="col" className="text-right">
              Before: {before}
            </th>
            <th scope="col" className="text-right">
              Difference
            </th>
          </>
        ) : null}
      </tr>
    </thead>
    <tbody className="cards:grid">
      {figures.map(({ key, label, value, counted, before: earlier, difference }) => (
        <tr
          key={key}
          className="border-b border-line align-baseline cards:grid cards:grid-cols-2 cards:gap-x-3 cards:py-2 rows:*:py-1.5 rows:*:pr-4"
        >
          <th scope="row" className="font-medium cards:col-span-2">
            {label}
          </th>
          <td className="text-lg font-semibold whitespace-nowrap rows:text-right">{value}</td>
          <td className="text-sm whitespace-nowrap text-muted">{counted}</td>
          {before ? (
            <>
              <td className="cards:col-span-2 rows:text-right">
                <span className="text-sm text-muted rows:hidden">Before </span>
                {earlier}
              </td>
              <td className="whitespace-nowrap cards:col-span-2 rows:pr-0 rows:text-right">{difference}</td>
            </>
          ) : null}
        </tr>
      ))}
    </tbody>
  </table>
);
