import { RecordNumber } from "@/components/record-number";
import { Table } from "@/components/table";
import { When } from "@/components/when";
import type { LoggedEvent } from "@/db/log/read-log";
import { eventSentence } from "@/lib/history-words";
import type { SubjectType } from "@/lib/record";
import { tellPlainly, tellSpan } from "@/lib/time";
import { listOf } from "../envelope";
import { shortHash } from "./short-hash";

/** Events at their places, a line each. */
export function LogTable({ events, zone }: { events: readonly LoggedEvent[]; zone: string }) {
  const span = (from: string, to: string) => tellSpan(from, to, zone).here;
  return (
    <Table
      caption="The events in the order of their places, the newest first"
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
