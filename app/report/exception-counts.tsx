import { exceptionDefinitions } from "@/lib/report/exception-kinds";
import { exceptionsByKind } from "@/lib/report/exceptions";
import { reportPath } from "@/lib/report/report-filter";
import { periodLabel } from "./figures/filter-labels";
import type { Report } from "./load-report";

type Props = { report: Pick<Report, "exceptions" | "before" | "filter"> };

/** How many exceptions of each kind the report lists, and where those of the period before are. */
export const ExceptionCounts = ({ report: { exceptions, before, filter } }: Props) => (
  <div>
    <h3 className="mb-1 font-semibold">
      Exceptions <span className="font-normal text-muted tabular-nums">{exceptions.length.toLocaleString("en")}</span>
    </h3>
    {exceptions.length === 0 ? <p>None.</p> : null}
    <ul className="grid gap-y-0.5">
      {exceptionsByKind(exceptions).map(({ kind, exceptions: ofKind }) => (
        <li key={kind} className="flex justify-between gap-4 border-b border-line">
          <a className="link" href={`#exceptions-${kind}`}>
            {exceptionDefinitions[kind].label}
          </a>
          <span className="tabular-nums">{ofKind.length.toLocaleString("en")}</span>
        </li>
      ))}
    </ul>
    {/* To count them too would read the whole of that period once more. */}
    {before ? (
      <p className="mt-1 text-sm print:hidden">
        <a
          className="link"
          href={`${reportPath({ ...filter, from: before.period.from, to: before.period.to, part: undefined })}#summary`}
        >
          Exceptions of {periodLabel(before.period)}
        </a>
      </p>
    ) : null}
  </div>
);
