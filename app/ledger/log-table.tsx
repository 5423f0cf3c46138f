import { listPaths } from "@/app/_steps/form-metadata";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import { RecordNumber } from "@/components/record/record-number";
import type { LedgerEntry } from "@/db/ledger/read-ledger-entries";
import { eventSentence } from "@/lib/changes/event-sentence";
import type { RecordType } from "@/lib/rules/record";
import { formatDateTime, formatRange } from "@/lib/time/format";
import { shortHash } from "./short-hash";

export function LogTable({ events, zone }: { events: readonly LedgerEntry[]; zone: string }) {
  const formatSpan = (from: string, to: string) => formatRange(from, to, zone).local;
  return (
    <Table
      caption="Events by log index, newest first"
      columns={["Log index", "When", "Record", "What was done", "Hash"]}
      rows={events.map((event) => ({
        key: String(event.place),
        cells: [
          <span key="place" className="tabular-nums">
            <span className="md:hidden">Place </span>
            {event.place.toLocaleString("en")}
          </span>,
          <span key="when" className="text-sm whitespace-nowrap">
            <DateTime at={event.at} zone={zone} isBrief />
          </span>,
          <a key="record" className="link" href={recordPath(event)}>
            {hasNumber(event.subject) ? <RecordNumber number={event.name} /> : event.name}
          </a>,
          eventSentence({ ...event, texts: {}, redactions: {}, redacted: null }, formatSpan, (at) =>
            formatDateTime(at, zone),
          ),
          <code key="hash" className="text-sm text-muted" title={event.hash}>
            {shortHash(event.hash)}
          </code>,
        ],
      }))}
    />
  );
}

const hasNumber = (recordType: RecordType): boolean => recordType === "change" || recordType === "incident";

const recordPath = ({ subject: recordType, name }: LedgerEntry): string =>
  ({ ...listPaths, change: `/changes/${name}`, incident: `/incidents/${name}` })[recordType];
