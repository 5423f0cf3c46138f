import { DeferredRows } from "@/components/basics/deferred-rows";
import { ClauseLink } from "@/components/record/refusal";
import { exceptionDefinitions } from "@/lib/report/exception-kinds";
import type { ExceptionsOfKind } from "@/lib/report/exceptions";

type NumberedException = ExceptionsOfKind["exceptions"][number];

/** The exceptions of one kind. On paper each has a line for the answer. */
export const ExceptionTable = ({ kind, exceptions }: ExceptionsOfKind) => (
  <table
    aria-labelledby={`exceptions-${kind}`}
    className="w-full table-fixed border-collapse text-left text-sm cards:block"
  >
    <thead className="border-b border-line-strong text-muted cards:sr-only">
      <tr className="*:py-1 *:pr-4 *:font-medium">
        <th scope="col" className="w-[6%]">
          No.
        </th>
        <th scope="col" className="w-[13%]">
          Change
        </th>
        <th scope="col">Facts</th>
        <th scope="col" className="w-[18%]">
          Accountable
        </th>
      </tr>
    </thead>
    <DeferredRows
      rows={exceptions}
      atOnce={150}
      renderRow={(line) => (
        <tbody className="break-inside-avoid border-b border-line cards:block cards:py-2.5">
          <ExceptionRows {...line} />
        </tbody>
      )}
    />
  </table>
);

const ExceptionRows = ({ exception: { kind, clause, number, sentence, answers, event }, index }: NumberedException) => (
  <>
    <tr className="align-top cards:flex cards:flex-wrap cards:gap-x-3 rows:*:py-1.5 rows:*:pr-4">
      <td className="text-muted tabular-nums">{index}</td>
      <th scope="row" className="font-medium whitespace-nowrap">
        <a className="link" href={`/changes/${number}`}>
          {number}
        </a>
      </th>
      <td className="wrap-anywhere cards:w-full">
        {sentence}
        {clause === exceptionDefinitions[kind].clause ? null : (
          <>
            {" "}
            <ClauseLink clause={clause} />
          </>
        )}
        {event?.place ? <span className="text-muted"> Log index {event.place}.</span> : null}
      </td>
      <td className="wrap-anywhere">
        <span className="text-muted rows:hidden">Accountable: </span>
        {answers.name}
      </td>
    </tr>
    <tr className="hidden print:table-row">
      <td />
      <td colSpan={3} className="h-8 pb-2 align-bottom text-muted">
        <div className="flex items-end gap-2">
          Answer:
          <span className="grow border-b border-ink" />
        </div>
      </td>
    </tr>
  </>
);
