import type { ReactNode } from "react";
import { eventCount } from "@/app/ledger/event-count";
import { ClauseLink } from "@/components/record/refusal";
import { StatusBadge } from "@/components/record/status-badge";
import { TypeBadge } from "@/components/record/type-badge";
import { WrittenText } from "@/components/record/written-text";
import { fieldLabels } from "@/lib/form/field-labels";
import type { ChangeAudit, ChangeTexts, StepText, TextOrRedaction } from "@/lib/report/change-audit";
import { controlChecklist } from "@/lib/report/control-checklist";
import { exceptionDefinitions, type ReportMoment } from "@/lib/report/exception-kinds";
import { type Exception, exceptionsIn } from "@/lib/report/exceptions";
import { formatText } from "@/lib/report/format-text";
import { whenSentence } from "@/lib/report/timeline";
import { isField } from "@/lib/rules/fields";
import { isStep, stepLabels, triggerLabel } from "@/lib/rules/labels";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import { ControlChecklist } from "./control-checklist";

type Props = { audit: ChangeAudit; wording: ChangeTexts; moment: ReportMoment; formatTime: TimeFormatter };

export function EvidenceSheet({ audit, wording, moment, formatTime }: Props) {
  const exceptions = exceptionsIn(audit, moment);
  return (
    <article
      aria-labelledby={`sheet-${audit.id}`}
      className="sheet mt-6 border-t-2 border-line-strong pt-4 break-before-page print:mt-0 print:border-0 print:pt-0"
    >
      <div className="mb-1 flex flex-wrap items-center gap-x-3">
        <TypeBadge type={audit.type} />
        <StatusBadge status={audit.status} />
        <span className="text-sm text-muted">Evidence sheet, times in {moment.zone}</span>
      </div>
      <h3 id={`sheet-${audit.id}`} className="mb-0.5 text-lg font-semibold wrap-anywhere">
        <a className="link" href={`/changes/${audit.number}`}>
          {audit.number}
        </a>{" "}
        {wording.title ? formatText(wording.title, formatTime) : null}
      </h3>
      <p className="mb-3 text-sm text-muted">
        {eventCount(audit.events)}; the last{audit.last.place === null ? "" : ` (log index ${audit.last.place})`} has
        the hash <code className="break-all print:text-[7pt]">{audit.last.hash}</code>
      </p>
      <FactList rows={factRows(audit, wording, formatTime)} />
      <ControlChecklist number={audit.number} rows={controlChecklist(audit, moment)} formatTime={formatTime} />
      <Exceptions exceptions={exceptions} />
      <CommentTable comments={wording.stepTexts} number={audit.number} formatTime={formatTime} />
    </article>
  );
}

type FactRow = readonly [term: string, value: ReactNode];

const FactList = ({ rows }: { rows: readonly FactRow[] }) => (
  <dl className="mb-4 grid gap-x-4 gap-y-1 sm:grid-cols-[8.5rem_minmax(0,1fr)] print:grid-cols-[7.5rem_minmax(0,1fr)]">
    {rows.map(([term, value]) => (
      <div key={term} className="sm:contents print:contents">
        <dt className="font-medium">{term}</dt>
        <dd className="wrap-anywhere max-sm:mb-1.5">{value}</dd>
      </div>
    ))}
  </dl>
);

function factRows(audit: ChangeAudit, wording: ChangeTexts, formatTime: TimeFormatter): readonly FactRow[] {
  const window =
    audit.windowStart && audit.windowEnd && `${formatTime(audit.windowStart)} to ${formatTime(audit.windowEnd)}`;
  const systems = audit.systems.join(", ") || formatText(wording.systemInWords, formatTime, "none named");
  return [
    ["Who", audit.started?.name ?? "not started"],
    ["What", drawText(wording.what, formatTime)],
    ["When", whenSentence(audit, formatTime) ?? "not planned"],
    ["Why", drawText(wording.why, formatTime)],
    ["Rollback plan", drawText(wording.rollbackPlan, formatTime)],
    ["Systems", audit.clients.length > 0 ? `${systems} (${audit.clients.join(", ")})` : systems],
    ...(audit.category ? [["Category", audit.category] as const] : []),
    ...(window ? [["Window", window] as const] : []),
    ...(audit.entry ? [["Catalogue entry", audit.entry] as const] : []),
    ...(audit.trigger ? [["Emergency reason", triggerLabel(audit.trigger)] as const] : []),
    ["Opened", `${formatTime(audit.createdAt)}, under version ${audit.policyVersion} of the policy`],
    ...(wording.verification ? [["Verification", drawText(wording.verification, formatTime)] as const] : []),
  ];
}

/** What somebody wrote, as their page shows it; or why it is not there. */
const drawText = (text: TextOrRedaction | null, formatTime: TimeFormatter): ReactNode =>
  text && "text" in text ? <WrittenText text={text.text} /> : formatText(text, formatTime);

const Exceptions = ({ exceptions }: { exceptions: readonly Exception[] }) =>
  exceptions.length === 0 ? (
    <p className="mb-4">This record has no exceptions.</p>
  ) : (
    <div className="mb-4">
      <p className="font-semibold">{exceptions.length === 1 ? "1 exception" : `${exceptions.length} exceptions`}</p>
      <ul className="list-disc pl-5">
        {exceptions.map(({ kind, clause, sentence, answers }) => (
          <li key={`${kind} ${sentence}`} className="wrap-anywhere">
            {exceptionDefinitions[kind].label}: {sentence} {answers.name} is accountable.{" "}
            <span className="text-sm">
              <ClauseLink clause={clause} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );

/** Oldest first; the facts themselves are shown above. */
function CommentTable({
  comments,
  number,
  formatTime,
}: {
  comments: readonly StepText[];
  number: string;
  formatTime: TimeFormatter;
}) {
  if (comments.length === 0) return null;
  return (
    <table className="mb-4 w-full table-fixed border-collapse text-left text-sm cards:block">
      <caption className="pb-1 text-left font-semibold cards:block">
        Comments and notes<span className="sr-only"> of {number}</span>
      </caption>
      <thead className="border-b border-line-strong text-muted cards:sr-only">
        <tr className="*:py-1 *:pr-3 *:font-medium">
          <th scope="col" className="w-[8%]">
            Log index
          </th>
          <th scope="col" className="w-[19%]">
            When
          </th>
          <th scope="col" className="w-[28%]">
            Who did what
          </th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      <tbody className="cards:grid">
        {comments.map((comment) => (
          <tr
            key={`${comment.of} ${comment.at} ${comment.step} ${comment.field}`}
            className="border-b border-line align-top cards:flex cards:flex-wrap cards:gap-x-3 cards:py-1.5 rows:*:py-1 rows:*:pr-3"
          >
            <td className="tabular-nums">
              {comment.place === null ? null : (
                <>
                  <span className="rows:hidden">log index </span>
                  {comment.place}
                </>
              )}
            </td>
            <td className="tabular-nums">{formatTime(comment.at)}</td>
            <td className="wrap-anywhere cards:w-full">
              {comment.name} {isStep(comment.step) ? stepLabels[comment.step].pastTense : comment.step}
              {comment.of === number ? "" : ` (${comment.of})`}
            </td>
            <td className="wrap-anywhere cards:w-full">
              {fieldLabel(comment)}: {drawText(comment, formatTime)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const fieldLabel = ({ step, field }: StepText): string =>
  isField(field) && isStep(step) ? fieldLabels(step, field).label : field;
