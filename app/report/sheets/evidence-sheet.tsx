import { counted } from "@/app/ledger/counted";
import { ClauseLink } from "@/components/record/refusal";
import { StatusMark } from "@/components/record/status-mark";
import { TypeMark } from "@/components/record/type-mark";
import { fieldWords } from "@/lib/form/field-words";
import { kindsOfExceptions, type Moment } from "@/lib/report/exception-kinds";
import { type Exception, exceptionsIn } from "@/lib/report/exceptions";
import type { Said, Trace, Wording } from "@/lib/report/trace";
import { traceGrid } from "@/lib/report/trace-grid";
import { whenOf } from "@/lib/report/trace-lines";
import { writtenText } from "@/lib/report/written-text";
import { isField } from "@/lib/rules/fields";
import { isStep, stepWords, triggerWord } from "@/lib/rules/words";
import type { Teller } from "@/lib/time/format-many";
import { TraceGridTable } from "./trace-grid-table";

type Props = { trace: Trace; words: Wording; moment: Moment; tell: Teller };

export function EvidenceSheet({ trace, words, moment, tell }: Props) {
  const exceptions = exceptionsIn(trace, moment);
  return (
    <article
      aria-labelledby={`sheet-${trace.id}`}
      className="sheet mt-6 border-t-2 border-line-strong pt-4 break-before-page print:mt-0 print:border-0 print:pt-0"
    >
      <div className="mb-1 flex flex-wrap items-center gap-x-3">
        <TypeMark type={trace.type} />
        <StatusMark status={trace.status} />
        <span className="text-sm text-muted">Evidence sheet, times in {moment.zone}</span>
      </div>
      <h3 id={`sheet-${trace.id}`} className="mb-0.5 text-lg font-semibold wrap-anywhere">
        <a className="link" href={`/changes/${trace.number}`}>
          {trace.number}
        </a>{" "}
        {words.title ? writtenText(words.title, tell) : null}
      </h3>
      <p className="mb-3 text-sm text-muted">
        {counted(trace.events)}; the last{trace.last.place === null ? "" : ` at log ${trace.last.place}`} has the hash{" "}
        <code className="break-all print:text-[7pt]">{trace.last.hash}</code>
      </p>
      <Answers rows={factsOf(trace, words, tell)} />
      <TraceGridTable number={trace.number} rows={traceGrid(trace, moment)} tell={tell} />
      <Exceptions exceptions={exceptions} />
      <Sayings said={words.said} number={trace.number} tell={tell} />
    </article>
  );
}

const Answers = ({ rows }: { rows: readonly (readonly [term: string, answer: string])[] }) => (
  <dl className="mb-4 grid gap-x-4 gap-y-1 sm:grid-cols-[8.5rem_minmax(0,1fr)] print:grid-cols-[7.5rem_minmax(0,1fr)]">
    {rows.map(([term, answer]) => (
      <div key={term} className="sm:contents print:contents">
        <dt className="font-medium">{term}</dt>
        <dd className="wrap-anywhere whitespace-pre-wrap max-sm:mb-1.5">{answer}</dd>
      </div>
    ))}
  </dl>
);

function factsOf(trace: Trace, words: Wording, tell: Teller): readonly (readonly [string, string])[] {
  const window = trace.windowStart && trace.windowEnd && `${tell(trace.windowStart)} to ${tell(trace.windowEnd)}`;
  const systems = trace.systems.join(", ") || writtenText(words.systemInWords, tell, "none named");
  return [
    ["Who", trace.started?.name ?? "not started"],
    ["What", writtenText(words.what, tell)],
    ["When", whenOf(trace, tell) ?? "not planned"],
    ["Why", writtenText(words.why, tell)],
    ["Rollback plan", writtenText(words.rollbackPlan, tell)],
    ["Systems", trace.clients.length > 0 ? `${systems} (${trace.clients.join(", ")})` : systems],
    ...(trace.category ? [["Category", trace.category] as const] : []),
    ...(window ? [["Window", window] as const] : []),
    ...(trace.entry ? [["Catalogue entry", trace.entry] as const] : []),
    ...(trace.trigger ? [["Emergency to", triggerWord(trace.trigger)] as const] : []),
    ["Opened", `${tell(trace.createdAt)}, under version ${trace.policyVersion} of the policy`],
    ...(words.verification ? [["Verification", writtenText(words.verification, tell)] as const] : []),
  ];
}

const Exceptions = ({ exceptions }: { exceptions: readonly Exception[] }) =>
  exceptions.length === 0 ? (
    <p className="mb-4">This record has no exceptions.</p>
  ) : (
    <div className="mb-4">
      <p className="font-semibold">{exceptions.length === 1 ? "1 exception" : `${exceptions.length} exceptions`}</p>
      <ul className="list-disc pl-5">
        {exceptions.map(({ kind, clause, sentence, answers }) => (
          <li key={`${kind} ${sentence}`} className="wrap-anywhere">
            {kindsOfExceptions[kind].label}: {sentence} {answers.name} answers.{" "}
            <span className="text-sm">
              <ClauseLink clause={clause} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );

/** Oldest first; the facts themselves are shown above. */
function Sayings({ said, number, tell }: { said: readonly Said[]; number: string; tell: Teller }) {
  if (said.length === 0) return null;
  return (
    <table className="mb-4 w-full table-fixed border-collapse text-left text-sm cards:block">
      <caption className="pb-1 text-left font-semibold cards:block">
        What was said<span className="sr-only"> of {number}</span>
      </caption>
      <thead className="border-b border-line-strong text-muted cards:sr-only">
        <tr className="*:py-1 *:pr-3 *:font-medium">
          <th scope="col" className="w-[8%]">
            Log
          </th>
          <th scope="col" className="w-[19%]">
            When
          </th>
          <th scope="col" className="w-[28%]">
            Who did what
          </th>
          <th scope="col">Words</th>
        </tr>
      </thead>
      <tbody className="cards:grid">
        {said.map((one) => (
          <tr
            key={`${one.of} ${one.at} ${one.step} ${one.field}`}
            className="border-b border-line align-top cards:flex cards:flex-wrap cards:gap-x-3 cards:py-1.5 rows:*:py-1 rows:*:pr-3"
          >
            <td className="tabular-nums">
              {one.place === null ? null : (
                <>
                  <span className="rows:hidden">log </span>
                  {one.place}
                </>
              )}
            </td>
            <td className="tabular-nums">{tell(one.at)}</td>
            <td className="wrap-anywhere cards:w-full">
              {one.name} {isStep(one.step) ? stepWords[one.step].past : one.step}
              {one.of === number ? "" : ` (${one.of})`}
            </td>
            <td className="wrap-anywhere whitespace-pre-line cards:w-full">
              {fieldWord(one)}: {writtenText(one, tell)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const fieldWord = ({ step, field }: Said): string =>
  isField(field) && isStep(step) ? fieldWords(step, field).label : field;
