import { Icon } from "@/components/basics/icon";
import { ClauseLink } from "@/components/record/refusal";
import type { IconName } from "@/lib/looks/icons";
import type { ControlRow, ControlState } from "@/lib/report/control-checklist";
import type { TimeFormatter } from "@/lib/time/time-formatter";

export const ControlChecklist = ({
  number,
  rows,
  formatTime,
}: {
  number: string;
  rows: readonly ControlRow[];
  formatTime: TimeFormatter;
}) => (
  <table className="mb-4 w-full table-fixed border-collapse text-left text-sm cards:block">
    <caption className="pb-1 text-left font-semibold cards:block">
      Policy requirements<span className="sr-only"> of {number}</span>
    </caption>
    <thead className="border-b border-line-strong text-muted cards:sr-only">
      <tr className="*:py-1 *:pr-3 *:font-medium">
        <th scope="col" className="w-[33%]">
          Requirement
        </th>
        <th scope="col" className="w-[17%]">
          Who
        </th>
        <th scope="col" className="w-[20%]">
          When
        </th>
        <th scope="col" className="w-[8%]">
          Log index
        </th>
        <th scope="col">Result</th>
      </tr>
    </thead>
    <tbody className="cards:grid">
      {rows.map(({ requirement, clause, controls, state, who, at, logIndex, note }) => (
        <tr
          key={requirement}
          className="border-b border-line align-top cards:flex cards:flex-wrap cards:gap-x-3 cards:py-2 rows:*:py-1 rows:*:pr-3"
        >
          <th scope="row" className="font-normal cards:w-full">
            <span className="font-medium">{requirement}</span>
            {controls.length > 0 ? (
              <span className="whitespace-nowrap text-muted"> ({controls.join(", ")})</span>
            ) : null}
            <span className="block text-muted print:hidden">
              <ClauseLink clause={clause} />
            </span>
          </th>
          <td className="wrap-anywhere empty:hidden rows:empty:table-cell">{who}</td>
          <td className="tabular-nums empty:hidden rows:empty:table-cell">{at ? formatTime(at) : null}</td>
          <td className="tabular-nums empty:hidden rows:empty:table-cell">
            {logIndex === null ? null : (
              <>
                <span className="rows:hidden">log index </span>
                {logIndex}
              </>
            )}
          </td>
          <td className={`cards:w-full ${stateColours[state]}`}>
            <span className="flex items-start gap-1">
              <Icon name={stateIcons[state]} className="mt-[3px] size-3.5" />
              <span>
                <span className="font-semibold">{stateLabels[state]}</span>
                {note ? <span className="block text-ink">{note}</span> : null}
              </span>
            </span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const stateIcons: Record<ControlState, IconName> = {
  pass: "done",
  exception: "alert",
  not_yet: "waiting",
  not_needed: "barred",
};
const stateLabels: Record<ControlState, string> = {
  pass: "Pass",
  exception: "Exception",
  not_yet: "Pending",
  not_needed: "Not applicable",
};
const stateColours: Record<ControlState, string> = {
  pass: "text-good-ink",
  exception: "text-bad-ink",
  not_yet: "text-warn-ink",
  not_needed: "text-muted",
};
