import { judge } from "@/lib/judge";
import { FormOf } from "../form-of";
import type { Kept } from "../kept";
import type { Person } from "../session";
import { asJudged, personAsSubject } from "../subject-of";
import { worldOf } from "../world";

/** What a reader may ask of the ledger's worker. */
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
