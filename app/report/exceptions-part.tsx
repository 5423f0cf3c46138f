import { ClauseLink } from "@/components/record/refusal";
import { exceptionDefinitions } from "@/lib/report/exception-kinds";
import { type ExceptionsOfKind, exceptionsByKind } from "@/lib/report/exceptions";
import { reportPath } from "@/lib/report/report-filter";
import { ExceptionTable } from "./exception-table";
import type { Report } from "./load-report";

/** By kind, the most serious first; outside of the part with everything, of each kind the first few. */
export function ExceptionsPart({ report: { audits, exceptions, isBrief, filter } }: { report: Report }) {
  if (exceptions.length === 0)
    return <p className="max-w-prose">None: every change of this population met the policy on time and in full.</p>;
  const changes = new Set(exceptions.map(({ id }) => id)).size;
  return (
    <>
      <p className="mb-3 max-w-prose break-after-avoid">
        {exceptions.length === 1 ? "One exception" : `${exceptions.length.toLocaleString("en")} exceptions`}, in{" "}
        {changes.toLocaleString("en")} of {audits.length.toLocaleString("en")} changes, by kind, the most serious first.
        Each names who is accountable.
      </p>
      {exceptionsByKind(exceptions).map((ofKind) => (
        <KindOfException
          key={ofKind.kind}
          {...ofKind}
          most={isBrief ? maxOfEachKind : Number.POSITIVE_INFINITY}
          allPath={reportPath({ ...filter, part: "all" })}
        />
      ))}
    </>
  );
}

/** Outside of the part with everything. */
const maxOfEachKind = 10;

function KindOfException({ kind, exceptions, most, allPath }: ExceptionsOfKind & { most: number; allPath: string }) {
  const { label, definition, clause } = exceptionDefinitions[kind];
  return (
    <div className="mb-5">
      <h3 id={`exceptions-${kind}`} className="font-semibold">
        {label} <span className="font-normal text-muted tabular-nums">{exceptions.length.toLocaleString("en")}</span>
      </h3>
      <p className="mb-1 max-w-prose text-sm break-after-avoid text-muted">
        {definition} <ClauseLink clause={clause} />
      </p>
      <ExceptionTable kind={kind} exceptions={exceptions.slice(0, most)} />
      {exceptions.length > most ? (
        <p className="mt-1 text-sm">
          The first {most} of {exceptions.length.toLocaleString("en")} are listed.{" "}
          <a className="link" href={`${allPath}#exceptions-${kind}`}>
            List all of them
          </a>
        </p>
      ) : null}
    </div>
  );
}
