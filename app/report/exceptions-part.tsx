import { exceptionsOf } from "@/lib/report/exceptions";
import { ExceptionTable } from "./exception-table";
import type { Report } from "./load-report";

export function ExceptionsPart({ report: { audits, moment } }: { report: Report }) {
  const exceptions = exceptionsOf(audits, moment);
  if (exceptions.length === 0)
    return <p className="max-w-prose">None: every change of this population met the policy on time and in full.</p>;
  const changes = new Set(exceptions.map(({ id }) => id)).size;
  return (
    <>
      <p className="mb-3 max-w-prose break-after-avoid">
        {exceptions.length === 1 ? "One exception" : `${exceptions.length.toLocaleString("en")} exceptions`}, in{" "}
        {changes.toLocaleString("en")} of {audits.length.toLocaleString("en")} changes. Each names who is accountable.
      </p>
      <ExceptionTable exceptions={exceptions} />
    </>
  );
}
