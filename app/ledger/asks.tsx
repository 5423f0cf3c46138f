import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { judge } from "@/lib/rules/judge";

export function Asks({ person, kept }: { person: Person; kept: Kept | null }) {
  const may = (step: (typeof asked)[number]) =>
    judge(step, personAsSubject(person.personId, person.name), asJudged(person)).ok;
  return (
    <div className="mt-4 flex flex-wrap gap-3 print:hidden">
      {asked.filter(may).map((step) => (
        <FormOf
          key={step}
          step={step}
          subject="person"
          type=""
          id={person.personId}
          world={worldOf({ person })}
          kept={kept}
          look="quiet"
        />
      ))}
    </div>
  );
}

const asked = ["verify_ledger", "sign_checkpoint"] as const;
