import { settings } from "@/app/_request/settings";
import { FormOf } from "@/app/_steps/panel/form-of";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { Disclosure } from "@/components/basics/disclosure";
import { Fact } from "@/components/record/fact";
import { PlainText } from "@/components/record/plain-text";
import { Remark } from "@/components/record/remark";
import { When } from "@/components/record/when";
import type { IncidentRecord } from "@/db/incidents/read-incident";
import { type Redaction, redactedBy } from "@/lib/changes/redaction";
import { isOffered } from "@/lib/rules/judge";
import { stepWords } from "@/lib/rules/words";
import { dateIn } from "@/lib/time/dates";
import { tellDate, tellPlainly } from "@/lib/time/format";

type Props = StepsProps & { incident: IncidentRecord; zone: string };
type Finding = IncidentRecord["findings"][number];

export function Findings(props: Props) {
  const { incident, zone } = props;
  const gone = (redaction: Redaction | null | undefined) =>
    redaction ? redactedBy(redaction, (at) => tellPlainly(at, zone)) : undefined;
  return (
    <div className="mb-8 border-b border-line">
      <Fact
        heading="Rollback plan"
        text={incident.change.rollbackPlan}
        redacted={gone(incident.redacted.rollbackPlan)}
      />
      <Fact
        heading="Root cause"
        text={incident.rootCause}
        redacted={gone(incident.redacted.rootCause)}
        missing="Not investigated yet."
      />
      <Fact heading="Findings" missing="None yet. The investigation adds them.">
        {incident.findings.length > 0 ? (
          <ul className="grid gap-4">
            {incident.findings.map((finding) => (
              <li key={finding.id} className="grid gap-1">
                <Written text={finding.finding} redacted={gone(finding.redacted)} />
                <p className="flex flex-wrap gap-x-3 text-sm text-muted">
                  <span>
                    {finding.owner.name}, due <time dateTime={finding.due}>{tellDate(finding.due)}</time>
                  </span>
                  <State finding={finding} now={incident.now} />
                </p>
                {finding.answer ? (
                  <div className="border-l-2 border-line pl-3">
                    <p className="text-sm text-muted">
                      Answered by {finding.answer.by}, <When at={finding.answer.at} zone={zone} />
                    </p>
                    <Written text={finding.answer.text} redacted={gone(finding.answer.redacted)} />
                  </div>
                ) : (
                  <Answer {...props} finding={finding} />
                )}
              </li>
            ))}
          </ul>
        ) : null}
      </Fact>
    </div>
  );
}

function State({ finding, now }: { finding: Finding; now: string }) {
  if (finding.answer) return <Remark icon="done">answered</Remark>;
  return isOverdue(finding, now) ? <Remark tone="bad">overdue</Remark> : <Remark tone="warn">open</Remark>;
}

// Due dates are calendar days in the site's time zone.
const isOverdue = ({ due, answer }: Finding, now: string): boolean =>
  answer === null && due < dateIn(now, settings().siteTimezone);

const Written = ({ text, redacted }: { text: string | null; redacted?: string }) =>
  text === null ? <p className="text-muted">{redacted}</p> : <PlainText text={text} />;

/** Findings can be answered after the incident is closed. */
function Answer({ finding, offered, record, world, kept }: Props & { finding: Finding }) {
  if (!isOffered(offered, "answer")) return null;
  const id = String(finding.id);
  const own = kept?.step === "answer" && kept.typed.finding === id ? kept : null;
  return (
    <div className="max-w-xl print:hidden">
      <Disclosure summary={stepWords.answer.label} open={own !== null}>
        <FormOf
          step="answer"
          subject="incident"
          type=""
          id={record.id}
          seq={record.seq}
          world={world}
          values={{ finding: id }}
          kept={own}
          look="quiet"
        />
      </Disclosure>
    </div>
  );
}
