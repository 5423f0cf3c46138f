import { DeferredRows } from "@/components/basics/deferred-rows";
import { ClauseLink } from "@/components/record/refusal";
import { exceptionDefinitions } from "@/lib/report/exception-kinds";
import type { Exception } from "@/lib/report/exceptions";

export type NumberedException = { readonly exception: Exception; readonly index: number };

/** On paper each exception has a line for the answer. */
export const ExceptionTable = ({ exceptions }: { exceptions: readonly NumberedException[] }) => (
  <table
    aria-label="Exceptions, by kind and number"
    className="w-full table-fixed border-collapse text-left text-sm cards:block"
  >
    <thead className="border-b border-line-strong text-muted cards:sr-only">
      <tr className="*:py-1 *:pr-4 *:font-medium">
        <th scope="col" className="w-[5%]">
          No.
        </th>
        <th scope="col" className="w-[12%]">
          Change
        </th>
        <th scope="col" className="w-[27%]">
          Exception and clause
        </th>
        <th scope="col">Facts</th>
        <th scope="col" className="w-[16%]">
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
      <td className="cards:w-full">
        <span className="font-medium">{exceptionDefinitions[kind].label}</span>
        <span className="block text-muted">
          <ClauseLink clause={clause} />
        </span>
      </td>
      <td className="wrap-anywhere cards:w-full">
        {sentence}
        {event?.place ? <span className="text-muted"> Log {event.place}.</span> : null}
      </td>
      <td className="wrap-anywhere">
        <span className="text-muted rows:hidden">Accountable: </span>
        {answers.name}
      </td>
    </tr>
    <tr className="hidden print:table-row">
      <td />
      <td colSpan={4} className="h-9 pb-2 align-bottom text-muted">
        <div className="flex items-end gap-2">
          Answer:
          <span className="grow border-b border-ink" />
        </div>
      </td>
    </tr>
  </>
);
