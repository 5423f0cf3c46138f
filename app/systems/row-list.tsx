/** One text for all rows: there may be ten thousand. */
export const RowList = ({ summary, rows, open }: { summary: string; rows: string; open?: boolean }) => (
  <details open={open}>
    <summary className="link w-fit cursor-pointer py-1">{summary}</summary>
    <p className="text-sm wrap-anywhere whitespace-pre-line">{rows}</p>
  </details>
);
