import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { Disclosure } from "@/components/basics/disclosure";
import { Remark } from "@/components/record/remark";
import { judge } from "@/lib/rules/judge";
import { tellPlainly } from "@/lib/time/format";

type Known = { readonly id: number; readonly name: string; readonly deactivatedAt: string | null };
type Props = { known: Known; person: Person; kept: Kept | null };

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
