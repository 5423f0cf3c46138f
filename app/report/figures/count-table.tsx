import type { ReactNode } from "react";
import { TypeBar, TypeSwatch } from "@/components/record/type-bar";
import type { CountsByType } from "@/lib/report/outcomes";
import { typeLabels } from "@/lib/rules/labels";
import { changeTypes } from "@/lib/rules/record";

type CountRow = {
  readonly key: string;
  readonly label: string;
  /** The definition under the label. */
  readonly note?: string;
  readonly counts: CountsByType;
  readonly all: number;
  /** Further counts, in the order of the heads in `more`. */
  readonly more?: readonly ReactNode[];
};

type Props = {
  caption: string;
  head: string;
  more?: readonly string[];
  rows: readonly CountRow[];
  sum?: CountRow;
};

export function CountTable({ caption, head, more = [], rows, sum }: Props) {
  const largest = Math.max(...rows.map(({ all }) => all));
  return (
    <table className="mb-5 w-full print:break-inside-avoid border-collapse text-left text-sm tabular-nums cards:block">
      <caption className="pb-1 text-left text-base font-semibold cards:block">{caption}</caption>
      <thead className="border-b border-line-strong text-muted cards:sr-only">
        <tr>
          <th scope="col" className="py-1 pr-3 font-medium">
            {head}
          </th>
          {changeTypes.map((type) => (
            <th key={type} scope="col" className="py-1 pr-4 text-right font-medium whitespace-nowrap">
              <TypeSwatch type={type} />
              {shortTypeLabel(type)}
            </th>
          ))}
          <th scope="col" className="py-1 pr-4 text-right font-medium">
            All
          </th>
          {more.map((word) => (
            <th key={word} scope="col" className="py-1 pr-4 text-right font-medium">
              {word}
            </th>
          ))}
          <td className="w-1/4 print:w-1/6" />
        </tr>
      </thead>
      <tbody className="cards:grid">
        {rows.map((row) => (
          <CountTableRow key={row.key} row={row} more={more} bar={<TypeBar counts={row.counts} maximum={largest} />} />
        ))}
      </tbody>
      {sum ? (
        <tfoot className="font-semibold cards:block">
          <CountTableRow row={sum} more={more} />
        </tfoot>
      ) : null}
    </table>
  );
}

const CountTableRow = ({ row, more, bar }: { row: CountRow; more: readonly string[]; bar?: ReactNode }) => (
  <tr className="border-b border-line align-top cards:grid cards:grid-cols-2 cards:gap-x-4 cards:py-2 rows:*:py-1 rows:*:pr-4">
    <th scope="row" className={`font-medium cards:col-span-2 ${row.note ? "" : "whitespace-nowrap"}`}>
      {row.label}
      {row.note ? <span className="block font-normal text-muted">{row.note}</span> : null}
    </th>
    {changeTypes.map((type) => (
      <Count key={type} head={shortTypeLabel(type)} swatch={<TypeSwatch type={type} />}>
        {row.counts[type]}
      </Count>
    ))}
    <Count head="All">
      <span className="font-semibold">{row.all}</span>
    </Count>
    {more.map((word, index) => (
      <Count key={word} head={word}>
        {row.more?.[index]}
      </Count>
    ))}
    <td className="rows:pr-0 cards:col-span-2 cards:mt-1 cards:empty:hidden">{bar}</td>
  </tr>
);

const Count = ({ head, swatch, children }: { head: string; swatch?: ReactNode; children: ReactNode }) => (
  <td className="rows:text-right">
    <span className="text-muted rows:hidden">
      {swatch}
      {head}{" "}
    </span>
    {children}
  </td>
);

const shortTypeLabel = (type: (typeof changeTypes)[number]): string => typeLabels[type].replace(" change", "");
