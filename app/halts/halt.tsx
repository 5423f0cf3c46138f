import { Disclosure } from "@/components/disclosure";
import { Facts } from "@/components/facts";
import { PlainText } from "@/components/plain-text";
import { When } from "@/components/when";
import type { HaltRecord } from "@/db/read-halts";
import { haltName } from "@/lib/halt-words";
import { redactedText } from "@/lib/redaction";
import { FormOf } from "../form-of";
import type { Kept } from "../kept";
import type { Person } from "../session";
import { worldOf } from "../world";

type Props = { halt: HaltRecord; person: Person; zone: string; kept: Kept | null; liftable: boolean };

/** A halt: what it halts, why, since when and by whom; for who may, the form that lifts it. */
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
