import type { ReactNode } from "react";
import type { BadgeStatus } from "@/lib/looks/badges";
import type { ChangeType } from "@/lib/rules/record";
import type { Instant } from "@/lib/time/format";
import { DateTime } from "./date-time";
import { RecordNumber } from "./record-number";
import { StatusBadge } from "./status-badge";
import { TypeBadge } from "./type-badge";

export type RecordRow = {
  number: string;
  href: string;
  /** Absent for incidents. */
  type?: ChangeType;
  status: BadgeStatus;
  title: string;
  systems: readonly string[];
  who: string | null;
  when: Instant | null;
  /** An age, a countdown or a delay, under the time. */
  note?: ReactNode;
};

type Props = {
  /** For screen readers only: what the table lists. */
  caption: string;
  rows: readonly RecordRow[];
  zone: string;
  /** What the last two columns hold. */
  columnHeadings?: { who?: string; when?: string };
  /** The columns whose heads order the list, and which way the list is ordered by them now. */
  orders?: { number?: ColumnOrder; when?: ColumnOrder };
};

type ColumnOrder = { path: string; direction?: "ascending" | "descending" };

/** Records, one to a line; on a phone each is a card of the same cells. */
export function RecordTable({ caption, rows, zone, columnHeadings, orders }: Props) {
  return (
    <table className="records">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <Head className="w-[12%]" order={orders?.number}>
            Number
          </Head>
          <Head className="w-[14%]">Status</Head>
          <Head>Title</Head>
          <Head className="w-[15%]">Systems</Head>
          <Head className="w-[11%]">{columnHeadings?.who ?? "Who"}</Head>
          <Head className="w-[17%]" order={orders?.when}>
            {columnHeadings?.when ?? "When"}
          </Head>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RecordLine key={row.number} row={row} zone={zone} />
        ))}
      </tbody>
    </table>
  );
}

type HeadProps = { className?: string; order?: ColumnOrder | undefined; children: ReactNode };

/** On a phone the heads are for screen readers alone, and the list is ordered by the links above it. */
const Head = ({ className, order, children }: HeadProps) => (
  <th scope="col" className={className} aria-sort={order?.direction}>
    <span className={order ? "rows:hidden" : undefined}>{children}</span>
    {order ? (
      <a href={order.path} className="hover:text-ink hover:underline cards:hidden">
        {children}
        {order.direction ? (
          <span aria-hidden="true" className="ml-1">
            {order.direction === "ascending" ? "↑" : "↓"}
          </span>
        ) : null}
      </a>
    ) : null}
  </th>
);

const RecordLine = ({ row, zone }: { row: RecordRow; zone: string }) => (
  <tr>
    <th scope="row">
      <a href={row.href} className="link">
        <RecordNumber number={row.number} />
      </a>
      {row.type ? <TypeBadge type={row.type} isShort /> : null}
    </th>
    <td>
      <StatusBadge status={row.status} />
    </td>
    <td className="title">{row.title}</td>
    <td className="systems">{row.systems.join(", ")}</td>
    <td>{row.who}</td>
    <td>
      {row.when ? <DateTime at={row.when} zone={zone} isBrief /> : null}
      {row.note ? <div className="grid">{row.note}</div> : null}
    </td>
  </tr>
);
