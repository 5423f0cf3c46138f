import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, systemAsSubject } from "@/app/_steps/subject-of";
import { Disclosure } from "@/components/basics/disclosure";
import type { ListedSystem } from "@/db/systems/list-systems";
import type { Typed } from "@/lib/form/typed";
import { whoCan, whoSentence } from "@/lib/refusals/who-sentence";
import { isOffered, type Person as Judged, offers } from "@/lib/rules/judge";
import { graveSteps } from "@/lib/rules/step-order";
import { stepWords } from "@/lib/rules/words";
import { tellLocal } from "@/lib/time/format";

type Props = { system: ListedSystem; person: Person; staff: readonly Judged[]; kept: Kept | null };

export function SystemForms({ system, person, staff, kept }: Props) {
  const subject = systemAsSubject(system);
  const all = offers(subject, asJudged(person));
  const open = all.filter(({ verdict }) => verdict.ok);
  const [first] = all;
  return (
    <div className="mb-8 grid max-w-xl gap-3 print:hidden">
      {open.map(({ step }) => (
        <Disclosure
          key={step}
          summary={step === "amend_system" ? "Edit" : stepWords[step].label}
          open={kept?.step === step}
        >
          <FormOf
            step={step}
            subject="system"
            type=""
            id={system.id}
            seq={system.stepSeq}
            world={worldOf({ person, staff })}
            values={step === "amend_system" ? valuesOf(system, zoneOf(person)) : {}}
            kept={kept}
            look={graveSteps.has(step) ? "danger" : "quiet"}
          />
        </Disclosure>
      ))}
      {open.length === 0 && first ? (
        <p>{`${whoSentence(first.rule)} ${whoCan(first.rule, subject, staff, String)}`}</p>
      ) : null}
    </div>
  );
}

export const isOfferedHere = (system: ListedSystem, kept: Kept | null, person: Person): boolean =>
  isOffered(offers(systemAsSubject(system), asJudged(person)), kept?.step);

const valuesOf = (
  { name, kind, managedSince, managedUntil, owner, monitoringLinks }: ListedSystem,
  zone: string,
): Typed => ({
  name,
  systemKind: kind ?? "",
  managedSince: tellLocal(managedSince, zone),
  managedUntil: managedUntil ? tellLocal(managedUntil, zone) : "",
  owner: owner ? String(owner.id) : "",
  monitoringLinks: monitoringLinks ?? "",
});
