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
    <table className="w-full border-collapse text-left max-md:block print:text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b border-line-strong text-sm text-muted max-md:sr-only print:table-header-group">
        <tr>
          {["Number", "Status", "Title", "Systems", heads?.who ?? "Who", heads?.when ?? "When"].map((head) => (
            <th key={head} scope="col" className="py-1.5 pr-4 font-medium last:pr-0">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:grid">
        {rows.map((row) => (
          <RecordLine key={row.number} row={row} zone={zone} />
        ))}
      </tbody>
    </table>
  );
}

function RecordLine({ row, zone }: { row: RecordRow; zone: string }) {
  return (
    <tr className="relative border-b border-line align-top break-inside-avoid hover:bg-sunken max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:gap-y-1 max-md:py-3 md:*:py-2 md:*:pr-4 md:*:last:pr-0">
      <th scope="row" className="font-normal whitespace-nowrap">
        <a href={row.href} className="link after:absolute after:inset-0 max-md:after:content-['']">
          <RecordNumber number={row.number} />
        </a>
        {row.type ? (
          <span className="mt-0.5 max-md:ml-3 md:block">
            <TypeMark type={row.type} short />
          </span>
        ) : null}
      </th>
      <td>
        <StatusMark status={row.status} />
      </td>
      <td className="min-w-0 break-words max-md:w-full max-md:font-medium md:w-[40%]">{row.title}</td>
      <td className="min-w-0 text-sm break-words text-muted empty:hidden">{row.systems.join(", ")}</td>
      <td className="text-sm empty:hidden">{row.who}</td>
      <td className="text-sm whitespace-nowrap empty:hidden">
        {row.when ? <When at={row.when} zone={zone} brief /> : null}
        {row.remark ? <div className="whitespace-normal">{row.remark}</div> : null}
      </td>
    </tr>
  );
}
