import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toDelegationState } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import { DateTime, DateTimeRange } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { DefinitionList } from "@/components/record/definition-list";
import { PlainText } from "@/components/record/plain-text";
import type { DelegationRecord } from "@/db/people/read-delegations";
import { redactedText } from "@/lib/changes/redaction";
import { judge } from "@/lib/rules/judge";
import { formatAge } from "@/lib/time/format";

type Props = { delegation: DelegationRecord; person: SessionUser; now: string; formDraft: FormDraft | null };

export function Delegation({ delegation, person, now, formDraft }: Props) {
  const { id, delegate, delegator, from, until, reason, placedAt, ended } = delegation;
  const zone = userZone(person);
  const rows = [
    { term: "When", value: <DateTimeRange from={from} to={until} zone={zone} /> },
    { term: "Why", value: <PlainText text={reason ?? redactedText} /> },
    { term: "Delegated by", value: <PersonAndTime name={delegator} at={placedAt} zone={zone} /> },
    ...(ended
      ? [
          { term: "Ended by", value: <PersonAndTime name={ended.by} at={ended.at} zone={zone} /> },
          { term: "Why ended", value: <PlainText text={ended.reason ?? redactedText} /> },
        ]
      : []),
  ];
  return (
    <article
      aria-labelledby={`delegation-${id}`}
      className="grid gap-2 border-t border-line py-3 print:break-inside-avoid"
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 id={`delegation-${id}`} className="font-medium wrap-anywhere">
          To{" "}
          <a className="link" href={`/people?person=${delegate.id}`}>
            {delegate.name}
          </a>
        </h3>
        <DelegationStatus delegation={delegation} now={now} />
      </div>
      <DefinitionList rows={rows} />
      {mayEnd(delegation, person, now) ? (
        <EndForm delegation={delegation} person={person} formDraft={formDraft} />
      ) : null}
    </article>
  );
}

/** A delegation that is over cannot be ended. */
export const mayEnd = (delegation: DelegationRecord, person: SessionUser, now: string): boolean =>
  delegation.until > now &&
  judge("end_delegation", toDelegationState({ ...delegation, delegate: delegation.delegate.name }), toActor(person)).ok;

function DelegationStatus({ delegation: { from, until, ended, counts }, now }: Pick<Props, "delegation" | "now">) {
  if (ended || until <= now) return null;
  if (from > now) return <DeadlineBadge>{`begins in ${formatAge(now, from)}`}</DeadlineBadge>;
  return counts ? (
    <DeadlineBadge tone="active" icon="person">{`in effect for another ${formatAge(now, until)}`}</DeadlineBadge>
  ) : (
    <DeadlineBadge tone="warn" icon="barred">
      not in effect: one of the two no longer holds the required role
    </DeadlineBadge>
  );
}

const PersonAndTime = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <DateTime at={at} zone={zone} />
  </>
);

const EndForm = ({ delegation, person, formDraft }: Pick<Props, "delegation" | "person" | "formDraft">) => (
  <div className="max-w-md print:hidden">
    <Disclosure
      summary={`End the delegation to ${delegation.delegate.name}`}
      open={formDraft?.step === "end_delegation" && formDraft.id === delegation.id}
    >
      <StepFormWithDraft
        step="end_delegation"
        recordType="delegation"
        type=""
        id={delegation.id}
        seq={delegation.stepSeq}
        options={formOptionsFor({ person })}
        formDraft={formDraft}
        variant="danger"
      />
    </Disclosure>
  </div>
);
