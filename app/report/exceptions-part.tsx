import { exceptionsOf } from "@/lib/report/exceptions";
import { ExceptionTable } from "./exception-table";
import type { Report } from "./load-report";

export function ExceptionsPart({ report: { traces, moment } }: { report: Report }) {
  const exceptions = exceptionsOf(traces, moment);
  if (exceptions.length === 0)
    return (
      <p className="max-w-prose">
        There are none: no change of this population met what the policy asks late, in part, or not at all.
      </p>
    );
  const changes = new Set(exceptions.map(({ id }) => id)).size;
  return (
    <>
      <p className="mb-3 max-w-prose break-after-avoid">
        {exceptions.length === 1 ? "One exception" : `${exceptions.length.toLocaleString("en")} exceptions`}, in{" "}
        {changes.toLocaleString("en")} of {traces.length.toLocaleString("en")} changes. Each names who has to answer for
        it.
      </p>
      <ExceptionTable exceptions={exceptions} />
    </>
  );
}
