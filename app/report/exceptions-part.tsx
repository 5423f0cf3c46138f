import { exceptionsOf } from "@/lib/report/exceptions";
import { reportPath } from "@/lib/report/report-filter";
import { ExceptionTable, type NumberedException } from "./exception-table";
import type { Report } from "./load-report";

export function ExceptionsPart({ report: { audits, moment, isBrief, filter } }: { report: Report }) {
  const exceptions = exceptionsOf(audits, moment);
  if (exceptions.length === 0)
    return <p className="max-w-prose">None: every change of this population met the policy on time and in full.</p>;
  const numbered = exceptions.map((exception, index) => ({ exception, index: index + 1 }));
  const shown = isBrief ? firstOfEachKind(numbered) : numbered;
  const changes = new Set(exceptions.map(({ id }) => id)).size;
  return (
    <>
      <p className="mb-3 max-w-prose break-after-avoid">
        {exceptions.length === 1 ? "One exception" : `${exceptions.length.toLocaleString("en")} exceptions`}, in{" "}
        {changes.toLocaleString("en")} of {audits.length.toLocaleString("en")} changes. Each names who is accountable.
      </p>
      <ExceptionTable exceptions={shown} />
      {shown.length < exceptions.length ? (
        <p className="mt-3 max-w-prose">
          Of each kind the first {maxOfEachKind} are listed.{" "}
          <a className="link" href={reportPath({ ...filter, part: "all" })}>
            Everything on one page
          </a>{" "}
          lists all {exceptions.length.toLocaleString("en")}.
        </p>
      ) : null}
    </>
  );
}

const maxOfEachKind = 10;

function firstOfEachKind(numbered: readonly NumberedException[]): readonly NumberedException[] {
  const counts = new Map<string, number>();
  return numbered.filter(({ exception: { kind } }) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return (counts.get(kind) ?? 0) <= maxOfEachKind;
  });
}
