import type { ChangeTexts } from "@/lib/report/change-audit";
import { formatText } from "@/lib/report/format-text";
import { whenSentence } from "@/lib/report/timeline";
import { statusLabels, typeLabels } from "@/lib/rules/labels";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import type { Report } from "./load-report";

type Props = { records: Report["listed"]; formatTime: TimeFormatter };

/** A change a line: what a reader looks through to choose; each leads to its record. */
export const BriefPopulationTable = ({ records, formatTime }: Props) => (
  <table
    aria-label="The population, by number"
    className="w-full table-fixed border-collapse text-left text-sm cards:block rows:*:*:*:pr-4"
  >
    <thead className="border-b border-line-strong text-muted cards:sr-only">
      <tr className="*:py-1 *:font-medium">
        <th scope="col" className="w-[10%]">
          Change
        </th>
        <th scope="col" className="w-[18%]">
          Type and status
        </th>
        <th scope="col">Title</th>
        <th scope="col" className="w-[14%]">
          Who
        </th>
        <th scope="col" className="w-[28%]">
          When
        </th>
      </tr>
    </thead>
    <tbody className="cards:block">
      {records.map(({ audit, wording }) => (
        <tr
          key={audit.id}
          className="border-b border-line align-top break-inside-avoid cards:block cards:py-2 rows:*:py-1"
        >
          <th scope="row">
            <a className="link" href={`/changes/${audit.number}`}>
              {audit.number}
            </a>
          </th>
          <td className="cards:block">
            {typeLabels[audit.type].replace(" change", "")}, {statusLabels[audit.status]}
          </td>
          <td className="wrap-anywhere cards:block">{titleOf(wording, formatTime)}</td>
          <td className="wrap-anywhere cards:block">{audit.started?.name}</td>
          <td className="tabular-nums cards:block">{whenSentence(audit, formatTime)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** The title, else the first line of *what*. */
const titleOf = ({ title, what }: ChangeTexts, formatTime: TimeFormatter): string =>
  formatText(title ?? what, formatTime).split("\n", 1)[0] ?? "";
