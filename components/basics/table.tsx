import type { ReactNode } from "react";

type Props = {
  caption: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

/** The first cell of a row is its header; on a phone each row becomes a card. */
export const Table = ({ caption, columns, rows }: Props) => (
  <table className="w-full border-collapse text-left max-md:block">
    <caption className="sr-only">{caption}</caption>
    <thead className="border-b border-line-strong text-sm text-muted max-md:sr-only">
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody className="max-md:block">
      {rows.map(({ key, cells: [first, ...rest] }) => (
        <tr key={key} className="border-b border-line align-top max-md:grid max-md:gap-0.5 max-md:py-2">
          <th scope="row" className="py-2 pr-4 font-medium break-words max-md:py-0 max-md:wrap-anywhere">
            {first}
          </th>
          {rest.map((cell, columnIndex) => (
            <td key={columns[columnIndex + 1]} className="py-2 pr-4 break-words max-md:py-0 max-md:wrap-anywhere">
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
