import { ShareBar } from "@/components/record/type-bar";
import { type EmergencyCounts, formatShare, sharePermille, sumCounts } from "@/lib/changes/emergency-share";

type ShareRow = EmergencyCounts & {
  readonly key: string;
  readonly label: string;
  /** The path of its changes. */
  readonly href: string | null;
};

type Props = { caption: string; head: string; rows: readonly ShareRow[]; note?: string; isSummed?: boolean };

const heads = ["Emergencies", "All changes", "Share", "Not justified", "Documented late"] as const;

export const ShareTable = ({ caption, head, rows, note, isSummed = false }: Props) => (
  <table className="mb-8 w-full border-collapse text-left tabular-nums cards:block print:break-inside-avoid">
    <caption className="pb-1 text-left text-lg font-semibold cards:block">
      {caption}
      {note ? <span className="block text-sm font-normal text-muted">{note}</span> : null}
    </caption>
    <thead className="border-b border-line-strong text-sm text-muted cards:sr-only">
      <tr className="*:py-1 *:pr-4 *:font-medium">
        <th scope="col">{head}</th>
        {heads.map((word) => (
          <th key={word} scope="col" className="text-right">
            {word}
          </th>
        ))}
        <td className="w-1/4" />
      </tr>
    </thead>
    <tbody className="cards:grid">
      {rows.map((line) => (
        <ShareTableRow key={line.key} row={line} />
      ))}
    </tbody>
    {isSummed ? (
      <tfoot className="font-semibold cards:block">
        <ShareTableRow row={{ key: "all", label: "Total", href: null, ...sumCounts(rows) }} />
      </tfoot>
    ) : null}
  </table>
);

const ShareTableRow = ({ row }: { row: ShareRow }) => (
  <tr className="border-b border-line align-top cards:grid cards:grid-cols-4 cards:gap-x-3 cards:py-2.5 rows:*:py-1.5 rows:*:pr-4">
    <th scope="row" className="font-medium cards:col-span-3 cards:row-start-1">
      {row.href ? (
        <a className="link" href={row.href}>
          {row.label}
        </a>
      ) : (
        row.label
      )}
    </th>
    <Cell head={heads[0]}>{row.emergencies}</Cell>
    <Cell head={heads[1]}>{row.all}</Cell>
    <td className="font-semibold whitespace-nowrap text-right cards:col-start-4 cards:row-start-1">
      {formatShare(row)}
    </td>
    <Cell head={heads[3]} isMuted={row.notJustified === 0}>
      {row.notJustified}
    </Cell>
    <Cell head={heads[4]} isMuted={row.late === 0}>
      {row.late}
    </Cell>
    <td className="rows:pr-0 rows:align-middle cards:col-span-4 cards:mt-1 cards:empty:hidden">
      {row.all > 0 ? <ShareBar permille={sharePermille(row)} isFramed /> : null}
    </td>
  </tr>
);

const Cell = ({ head, isMuted, children }: { head: string; isMuted?: boolean; children: React.ReactNode }) => (
  <td className={`rows:text-right ${isMuted ? "text-muted" : ""}`}>
    <span className="block text-sm font-normal text-muted rows:hidden">{head}</span>
    {children}
  </td>
);
