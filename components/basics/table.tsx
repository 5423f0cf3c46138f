import type { ReactNode } from "react";

type Props = {
  caption: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** A class of width for each column, where several tables of a page stand on the same lines. */
  widths?: readonly string[];
};

/** The first cell of a row is its header; on a phone each row becomes a card. */
export const Table = ({ caption, columns, rows, widths }: Props) => (
  <table className={`w-full border-collapse text-left max-md:block ${widths ? "rows:table-fixed" : ""}`}>
    <caption className="sr-only">{caption}</caption>
    <thead className="border-b border-line-strong text-sm text-muted max-md:sr-only">
      <tr>
        {columns.map((column, index) => (
          <th key={column} scope="col" className={`py-1.5 pr-4 font-medium ${widths?.[index] ?? ""}`}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody className="max-md:block">
      {rows.map(({ key, cells: [first, ...rest] }) => (
        <tr
          key={key}
          className="border-b border-line align-top max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:gap-y-0.5 max-md:py-2"
        >
          <th scope="row" className="py-2 pr-4 font-medium break-words max-md:w-full max-md:p-0 max-md:wrap-anywhere">
            {first}
          </th>
          {rest.map((cell, columnIndex) => (
            <td
              key={columns[columnIndex + 1]}
              className="py-2 pr-4 break-words empty:max-md:hidden max-md:p-0 max-md:wrap-anywhere"
            >
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
