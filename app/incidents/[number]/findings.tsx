import { settings } from "@/app/_request/settings";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { Disclosure } from "@/components/basics/disclosure";
import { DateTime } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { FactSection } from "@/components/record/fact-section";
import { WrittenText } from "@/components/record/written-text";
import type { IncidentRecord } from "@/db/incidents/read-incident";
import { type Redaction, redactionSentence } from "@/lib/changes/redaction";
import { isOffered } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { dateInZone } from "@/lib/time/date-in-zone";
import { formatDate, formatDateTime } from "@/lib/time/format";

type Props = StepsProps & { incident: IncidentRecord; zone: string };
type Finding = IncidentRecord["findings"][number];

export function Findings(props: Props) {
  const { incident, zone } = props;
  const redactionNote = (redaction: Redaction | null | undefined) =>
    redaction ? redactionSentence(redaction, (at) => formatDateTime(at, zone)) : undefined;
  return (
    <div className="mb-8 border-b border-line">
      <FactSection
        heading="Rollback plan"
        text={incident.change.rollbackPlan}
        redacted={redactionNote(incident.redacted.rollbackPlan)}
      />
      <FactSection
        heading="Root cause"
        text={incident.rootCause}
        redacted={redactionNote(incident.redacted.rootCause)}
        missing="Not investigated yet."
      />
      <FactSection heading="Findings" missing="None yet. The investigation adds them.">
        {incident.findings.length > 0 ? (
          <ul className="grid gap-4">
            {incident.findings.map((finding) => (
              <li key={finding.id} className="grid gap-1">
                <TextOrRedaction text={finding.finding} redacted={redactionNote(finding.redacted)} />
                <p className="flex flex-wrap gap-x-3 text-sm text-muted">
                  <span>
                    {finding.owner.name}, due <time dateTime={finding.due}>{formatDate(finding.due)}</time>
                  </span>
                  <FindingState finding={finding} now={incident.now} />
                </p>
                {finding.answer ? (
                  <div className="border-l-2 border-line pl-3">
                    <p className="text-sm text-muted">
                      Resolved by {finding.answer.by}, <DateTime at={finding.answer.at} zone={zone} />
                    </p>
                    <TextOrRedaction text={finding.answer.text} redacted={redactionNote(finding.answer.redacted)} />
                  </div>
                ) : (
                  <AnswerForm {...props} finding={finding} />
                )}
              </li>
            ))}
          </ul>
        ) : null}
      </FactSection>
    </div>
  );
}

function FindingState({ finding, now }: { finding: Finding; now: string }) {
  if (finding.answer) return <DeadlineBadge icon="done">resolved</DeadlineBadge>;
  return isOverdue(finding, now) ? (
    <DeadlineBadge tone="bad">overdue</DeadlineBadge>
  ) : (
    <DeadlineBadge tone="warn">open</DeadlineBadge>
  );
}

// Due dates are calendar days in the site's time zone.
const isOverdue = ({ due, answer }: Finding, now: string): boolean =>
  answer === null && due < dateInZone(now, settings().siteTimezone);

const TextOrRedaction = ({ text, redacted }: { text: string | null; redacted?: string }) =>
  text === null ? <p className="text-muted">{redacted}</p> : <WrittenText text={text} />;

/** Findings can be answered after the incident is closed. */
function AnswerForm({ finding, offered, record, formOptions, formDraft }: Props & { finding: Finding }) {
  if (!isOffered(offered, "answer")) return null;
  const id = String(finding.id);
  const draft = formDraft?.step === "answer" && formDraft.typed.finding === id ? formDraft : null;
  return (
    <div className="max-w-xl print:hidden">
      <Disclosure summary={stepLabels.answer.label} open={draft !== null}>
        <StepFormWithDraft
          step="answer"
          recordType="incident"
          type=""
          id={record.id}
          seq={record.seq}
          options={formOptions}
          values={{ finding: id }}
          formDraft={draft}
          variant="quiet"
        />
      </Disclosure>
    </div>
  );
}
