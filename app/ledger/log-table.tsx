import { listOf } from "@/app/_steps/envelope";
import { Table } from "@/components/basics/table";
import { RecordNumber } from "@/components/record/record-number";
import { When } from "@/components/record/when";
import type { LoggedEvent } from "@/db/ledger/read-log";
import { eventSentence } from "@/lib/changes/event-words";
import type { SubjectType } from "@/lib/rules/record";
import { tellPlainly, tellSpan } from "@/lib/time/format";
import { shortHash } from "./short-hash";

export function LogTable({ events, zone }: { events: readonly LoggedEvent[]; zone: string }) {
  const span = (from: string, to: string) => tellSpan(from, to, zone).here;
  return (
    <Table
      caption="Events by place, newest first"
      heads={["Place", "When", "Record", "What was done", "Hash"]}
      rows={events.map((event) => ({
        key: String(event.place),
        cells: [
          <span key="place" className="tabular-nums">
            <span className="md:hidden">Place </span>
            {event.place.toLocaleString("en")}{" "}
            <span className="ml-2 text-sm font-normal text-muted md:hidden">
              <When at={event.at} zone={zone} brief />
            </span>
          </span>,
          <span key="when" className="text-sm whitespace-nowrap max-md:hidden">
            <When at={event.at} zone={zone} brief />
          </span>,
          <a key="record" className="link" href={pathOf(event)}>
            {hasNumber(event.subject) ? <RecordNumber number={event.name} /> : event.name}
          </a>,
          eventSentence({ ...event, texts: {}, redactions: {}, redacted: null }, span, (at) => tellPlainly(at, zone)),
          <code key="hash" className="text-sm text-muted" title={event.hash}>
            {shortHash(event.hash)}
          </code>,
        ],
      }))}
    />
  );
}

const hasNumber = (subject: SubjectType): boolean => subject === "change" || subject === "incident";

const pathOf = ({ subject, name }: LoggedEvent): string =>
  ({ ...listOf, change: `/changes/${name}`, incident: `/incidents/${name}` })[subject];
