import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Disclosure } from "@/components/basics/disclosure";
import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import { PlainText } from "@/components/record/plain-text";
import type { HaltRecord } from "@/db/halts/read-halts";
import { redactedText } from "@/lib/changes/redaction";
import { haltName } from "@/lib/halts/halt-name";

type Props = { halt: HaltRecord; person: SessionUser; zone: string; formDraft: FormDraft | null; canLift: boolean };

export function Halt({ halt, person, zone, formDraft, canLift }: Props) {
  const { placedBy, placedAt, lifted, reason } = halt;
  const name = haltName(halt);
  const rows = [
    { term: "Why", value: <PlainText text={reason ?? redactedText} /> },
    { term: "Placed by", value: <PersonAndTime name={placedBy.name} at={placedAt} zone={zone} /> },
    ...(lifted
      ? [
          { term: "Lifted by", value: <PersonAndTime name={lifted.by} at={lifted.at} zone={zone} /> },
          { term: "Why lifted", value: <PlainText text={lifted.reason ?? redactedText} /> },
        ]
      : []),
  ];
  return (
    <article aria-label={name} className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
      <h3 className="font-medium wrap-anywhere">{name}</h3>
      <DefinitionList rows={rows} />
      {canLift ? (
        <div className="max-w-md print:hidden">
          <Disclosure
            summary={`Lift the halt of ${name}`}
            open={formDraft?.step === "lift_halt" && formDraft.id === halt.id}
          >
            <StepFormWithDraft
              step="lift_halt"
              recordType="halt"
              type=""
              id={halt.id}
              seq={halt.stepSeq}
              options={formOptionsFor({ person })}
              formDraft={formDraft}
            />
          </Disclosure>
        </div>
      ) : null}
    </article>
  );
}

const PersonAndTime = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <DateTime at={at} zone={zone} />
  </>
);
