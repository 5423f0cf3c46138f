import type { ReactNode } from "react";
import type { MarkedStatus } from "@/lib/marks";
import type { ChangeType } from "@/lib/record";
import type { Instant } from "@/lib/time";
import { RecordNumber } from "./record-number";
import { StatusMark } from "./status-mark";
import { TypeMark } from "./type-mark";
import { When } from "./when";

export type RecordRow = {
  number: string;
  href: string;
  /** Absent for incidents. */
  type?: ChangeType;
  status: MarkedStatus;
  title: string;
  systems: readonly string[];
  who: string | null;
  when: Instant | null;
  /** An age, a countdown or a lateness: stands under the time. */
  remark?: ReactNode;
};

type Props = {
  /** Says what the table lists; read aloud, not shown. */
  caption: string;
  rows: readonly RecordRow[];
  zone: string;
  /** What the last two columns hold. */
  heads?: { who?: string; when?: string };
};

/** Records, one to a line; on a phone each is a card of the same cells. */
export function RecordTable({ caption, rows, zone, heads }: Props) {
  return (
    <table className="w-full table-fixed border-collapse text-left cards:block print:text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b border-line-strong text-sm text-muted cards:sr-only">
        <tr>
          <Head className="w-[12%]">Number</Head>
          <Head className="w-[14%]">Status</Head>
          <Head>Title</Head>
          <Head className="w-[15%]">Systems</Head>
          <Head className="w-[11%]">{heads?.who ?? "Who"}</Head>
          <Head className="w-[17%]">{heads?.when ?? "When"}</Head>
        </tr>
      </thead>
      <tbody className="cards:grid">
        {rows.map((row) => (
          <RecordLine key={row.number} row={row} zone={zone} />
        ))}
      </tbody>
    </table>
  );
}

const Head = ({ className = "", children }: { className?: string; children: ReactNode }) => (
  <th scope="col" className={`py-1.5 pr-4 font-medium last:pr-0 ${className}`}>
    {children}
  </th>
);

function RecordLine({ row, zone }: { row: RecordRow; zone: string }) {
  return (
    <tr className="relative border-b border-line align-top break-inside-avoid hover:bg-sunken cards:flex cards:flex-wrap cards:gap-x-3 cards:gap-y-1 cards:py-3 rows:*:py-2 rows:*:pr-4 rows:*:last:pr-0">
      <th scope="row" className="font-normal whitespace-nowrap">
        <a href={row.href} className="link cards:after:absolute cards:after:inset-0 cards:after:content-['']">
          <RecordNumber number={row.number} />
        </a>
        {row.type ? (
          <span className="mt-0.5 cards:ml-3 rows:block">
            <TypeMark type={row.type} short />
          </span>
        ) : null}
      </th>
      <td>
        <StatusMark status={row.status} />
      </td>
      <td className="min-w-0 wrap-anywhere cards:w-full cards:font-medium">{row.title}</td>
      <td className="min-w-0 text-sm break-words text-muted empty:hidden">{row.systems.join(", ")}</td>
      <td className="text-sm empty:hidden">{row.who}</td>
      <td className="text-sm empty:hidden">
        {row.when ? <When at={row.when} zone={zone} brief /> : null}
        {row.remark ? <div>{row.remark}</div> : null}
      </td>
    </tr>
  );
}
