import { DeferredRows } from "@/components/basics/deferred-rows";
import type { ChangeAudit, ChangeTexts } from "@/lib/report/change-audit";
import { formatText } from "@/lib/report/format-text";
import { timelineLines, whenSentence } from "@/lib/report/timeline";
import { statusLabels, typeLabels } from "@/lib/rules/labels";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import { eventCount } from "../ledger/event-count";
import type { Report } from "./load-report";

type Props = { records: Report["listed"]; formatTime: TimeFormatter };

/** A report may list two thousand records, so that a row is made of few elements and plain strings. */
export const PopulationTable = ({ records, formatTime }: Props) => (
  <table
    aria-label="The population, by number"
    className="w-full table-fixed border-collapse text-left text-sm cards:block print:text-[7.5pt]/[1.4]"
  >
    <thead className="border-b border-line-strong text-muted cards:sr-only">
      <tr className="*:py-1 *:pr-4 *:font-medium">
        <th scope="col" className="w-[13%]">
          Change
        </th>
        <th scope="col">Title and the five facts</th>
        <th scope="col" className="w-[44%]">
          Every person and time
        </th>
      </tr>
    </thead>
    <tbody className="cards:block">
      <DeferredRows
        rows={records}
        atOnce={100}
        renderRow={({ audit, wording }) => <PopulationRow audit={audit} wording={wording} formatTime={formatTime} />}
      />
    </tbody>
  </table>
);

function PopulationRow({
  audit,
  wording,
  formatTime,
}: {
  audit: ChangeAudit;
  wording: ChangeTexts;
  formatTime: TimeFormatter;
}) {
  const textOf = (field: "title" | "what" | "why" | "rollbackPlan") => formatText(wording[field], formatTime);
  return (
    <tr className="border-b border-line align-top break-inside-avoid cards:block cards:py-3 rows:*:py-1.5 rows:*:pr-4 rows:*:last:pr-0">
      <th scope="row" className="font-normal whitespace-pre-line cards:whitespace-normal">
        <a className="link font-semibold" href={`/changes/${audit.number}`}>
          {audit.number}
        </a>
        {`\n${typeLabels[audit.type].replace(" change", "")}, ${statusLabels[audit.status]},\n${ledgerReference(audit)}`}
      </th>
      <td className="wrap-anywhere whitespace-pre-line cards:block cards:pt-1">
        <b className="font-semibold">{wording.title ? textOf("title") : ""}</b>
        {wording.title ? "\n" : ""}
        <b className="font-semibold">Who</b> {`${audit.started?.name ?? "not started"}\n`}
        <b className="font-semibold">What</b> {`${textOf("what")}\n`}
        <b className="font-semibold">When</b> {`${whenSentence(audit, formatTime) ?? "not planned"}\n`}
        <b className="font-semibold">Why</b> {`${textOf("why")}\n`}
        <b className="font-semibold">Rollback plan</b> {`${textOf("rollbackPlan")}\n`}
        <b className="font-semibold">Systems</b> {systemsText(audit, wording, formatTime)}
      </td>
      <td className="wrap-anywhere whitespace-pre-line tabular-nums cards:block cards:pt-1">
        {timelineLines(audit, formatTime).join("\n")}
      </td>
    </tr>
  );
}

const systemsText = ({ systems, clients }: ChangeAudit, wording: ChangeTexts, formatTime: TimeFormatter): string =>
  systems.length > 0
    ? `${systems.join(", ")} (${clients.join(", ")})`
    : formatText(wording.systemInWords, formatTime, "none named");

const ledgerReference = ({ last, events }: ChangeAudit): string =>
  `${eventCount(events)}${last.place === null ? "" : `, the last at log index ${last.place}`}`;
