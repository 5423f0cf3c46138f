import { Disclosure } from "@/components/disclosure";
import { Remark } from "@/components/remark";
import { judge } from "@/lib/judge";
import { tellPlainly } from "@/lib/time";
import { FormOf } from "../form-of";
import type { Kept } from "../kept";
import type { Person } from "../session";
import { asJudged, personAsSubject } from "../subject-of";
import { worldOf, zoneOf } from "../world";

type Known = { readonly id: number; readonly name: string; readonly deactivatedAt: string | null };
type Props = { known: Known; person: Person; kept: Kept | null };

/** Whether somebody is deactivated; for another person who leads operations, the form that deactivates or takes back. */
export const Leaving = ({ known, person, kept }: Props) => (
  <div className="grid gap-1">
    {known.deactivatedAt ? (
      <Remark tone="warn" icon="barred">{`deactivated ${tellPlainly(known.deactivatedAt, zoneOf(person))}`}</Remark>
    ) : null}
    <LeavingForm known={known} person={person} kept={kept} />
  </div>
);

function LeavingForm({ known: { id, name, deactivatedAt }, person, kept }: Props) {
  const step = deactivatedAt ? "reactivate" : "deactivate";
  if (!judge(step, personAsSubject(id, name, deactivatedAt !== null), asJudged(person)).ok) return null;
  return (
    <div className="print:hidden">
      <Disclosure
        summary={`${deactivatedAt ? "Reactivate" : "Deactivate"} ${name}`}
        open={kept?.step === step && kept.id === id}
      >
        <FormOf
          step={step}
          subject="person"
          type=""
          id={id}
          world={worldOf({ person })}
          kept={kept}
          look={deactivatedAt ? "quiet" : "danger"}
        />
      </Disclosure>
    </div>
  );
}
