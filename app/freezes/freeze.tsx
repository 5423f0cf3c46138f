import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toFreezeState } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import type { Choice } from "@/components/form/select-field";
import { DateTime } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { DefinitionList } from "@/components/record/definition-list";
import { PlainText } from "@/components/record/plain-text";
import type { FreezeRecord } from "@/db/calendar/read-freezes";
import { type Redaction, redactedText, redactionSentence } from "@/lib/changes/redaction";
import { fieldLabels } from "@/lib/form/field-labels";
import { judge } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { formatAge, formatDateTime } from "@/lib/time/format";
import { AffectedChanges } from "./affected-changes";
import { FreezeTimes, Recurrence } from "./freeze-times";

type Props = {
  freeze: FreezeRecord;
  /** The texts that the reader may redact. */
  texts: readonly Choice[];
  person: SessionUser;
  zone: string;
  now: string;
  formDraft: FormDraft | null;
};

export function Freeze({ freeze, texts, person, zone, now, formDraft }: Props) {
  const { name, covered, repeats, reason, placedBy, placedAt, lifted, left } = freeze;
  const rows = [
    { term: "Covers", value: covered ?? "All systems" },
    { term: "When", value: <FreezeTimes freeze={freeze} zone={zone} /> },
    ...(repeats ? [{ term: "Repeats", value: <Recurrence freeze={freeze} rule={repeats} /> }] : []),
    { term: "Why", value: <TextOrRedaction text={reason} redacted={freeze.redacted} zone={zone} /> },
    { term: "Placed by", value: <PersonAndTime name={placedBy} at={placedAt} zone={zone} /> },
    ...(lifted
      ? [
          { term: "Lifted by", value: <PersonAndTime name={lifted.by} at={lifted.at} zone={zone} /> },
          {
            term: "Why lifted",
            value: <TextOrRedaction text={lifted.reason} redacted={lifted.redacted} zone={zone} />,
          },
        ]
      : []),
    ...(left > 0
      ? [{ term: "Scheduled changes affected", value: <AffectedChanges changes={freeze.touches} zone={zone} /> }]
      : []),
  ];
  return (
    <article aria-label={name} className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="font-medium wrap-anywhere">{name}</h3>
        <FreezeStatus freeze={freeze} now={now} />
      </div>
      <DefinitionList rows={rows} />
      {mayLift(freeze, person) ? <LiftForm freeze={freeze} person={person} formDraft={formDraft} /> : null}
      {texts.length > 0 ? <RedactForm freeze={freeze} person={person} formDraft={formDraft} texts={texts} /> : null}
    </article>
  );
}

/** A freeze that is over cannot be lifted. */
export const mayLift = (freeze: FreezeRecord, person: SessionUser): boolean =>
  freeze.left > 0 && judge("lift_freeze", toFreezeState(freeze), toActor(person)).ok;

export const mayRedact = (freeze: FreezeRecord, person: SessionUser): boolean =>
  judge("redact", toFreezeState(freeze), toActor(person)).ok;

function FreezeStatus({ freeze: { next }, now }: { freeze: FreezeRecord; now: string }) {
  const [first] = next;
  if (!first) return null;
  const [starts, ends] = first;
  return starts <= now ? (
    <DeadlineBadge tone="warn" icon="frozen">{`in force for another ${formatAge(now, ends)}`}</DeadlineBadge>
  ) : (
    <DeadlineBadge>{`begins in ${formatAge(now, starts)}`}</DeadlineBadge>
  );
}

const PersonAndTime = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <DateTime at={at} zone={zone} />
  </>
);

function TextOrRedaction({ text, redacted, zone }: { text: string | null; redacted: Redaction | null; zone: string }) {
  if (text !== null || redacted === null) return <PlainText text={text ?? redactedText} />;
  return (
    <>
      <p className="text-muted">
        {redactionSentence(redacted, (at) => formatDateTime(at, zone))} {fieldLabels("redact", "reason").label}:
      </p>
      <PlainText text={redacted.why ?? redactedText} />
    </>
  );
}

const LiftForm = ({ freeze, person, formDraft }: Pick<Props, "freeze" | "person" | "formDraft">) => (
  <div className="max-w-md print:hidden">
    <Disclosure
      summary={`Lift “${freeze.name}”`}
      open={formDraft?.step === "lift_freeze" && formDraft.id === freeze.id}
    >
      <StepFormWithDraft
        step="lift_freeze"
        recordType="freeze"
        type=""
        id={freeze.id}
        seq={freeze.stepSeq}
        options={formOptionsFor({ person })}
        formDraft={formDraft}
        variant="danger"
      />
    </Disclosure>
  </div>
);

const RedactForm = ({ freeze, person, formDraft, texts }: Pick<Props, "freeze" | "person" | "formDraft" | "texts">) => (
  <div className="max-w-md print:hidden">
    <Disclosure summary={stepLabels.redact.label} open={formDraft?.step === "redact" && formDraft.id === freeze.id}>
      <StepFormWithDraft
        step="redact"
        recordType="freeze"
        type=""
        id={freeze.id}
        seq={freeze.stepSeq}
        options={formOptionsFor({ person, texts })}
        formDraft={formDraft}
        variant="danger"
      />
    </Disclosure>
  </div>
);
