import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { Disclosure } from "@/components/basics/disclosure";
import { Facts } from "@/components/record/facts";
import { PlainText } from "@/components/record/plain-text";
import { When } from "@/components/record/when";
import type { HaltRecord } from "@/db/halts/read-halts";
import { redactedText } from "@/lib/changes/redaction";
import { haltName } from "@/lib/halts/halt-words";

type Props = { halt: HaltRecord; person: Person; zone: string; kept: Kept | null; liftable: boolean };

export function Halt({ halt, person, zone, kept, liftable }: Props) {
  const { placedBy, placedAt, lifted, reason } = halt;
  const name = haltName(halt);
  const rows = [
    { term: "Why", answer: <PlainText text={reason ?? redactedText} /> },
    { term: "Placed by", answer: <By name={placedBy.name} at={placedAt} zone={zone} /> },
    ...(lifted
      ? [
          { term: "Lifted by", answer: <By name={lifted.by} at={lifted.at} zone={zone} /> },
          { term: "Why lifted", answer: <PlainText text={lifted.reason ?? redactedText} /> },
        ]
      : []),
  ];
  return (
    <article aria-label={name} className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
      <h3 className="font-medium wrap-anywhere">{name}</h3>
      <Facts rows={rows} />
      {liftable ? (
        <div className="max-w-md print:hidden">
          <Disclosure summary={`Lift the halt of ${name}`} open={kept?.step === "lift_halt" && kept.id === halt.id}>
            <FormOf
              step="lift_halt"
              subject="halt"
              type=""
              id={halt.id}
              seq={halt.stepSeq}
              world={worldOf({ person })}
              kept={kept}
            />
          </Disclosure>
        </div>
      ) : null}
    </article>
  );
}

const By = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <When at={at} zone={zone} />
  </>
);
