import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toSystemState } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import type { ListedSystem } from "@/db/systems/list-systems";
import type { FormValues } from "@/lib/form/form-values";
import { whoCanSentence } from "@/lib/refusals/allowed-actors-sentence";
import { type Actor, isOffered, stepOffersFor } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { destructiveSteps } from "@/lib/rules/step-groups";
import { toDateTimeLocal } from "@/lib/time/format";

type Props = { system: ListedSystem; person: SessionUser; staff: readonly Actor[]; formDraft: FormDraft | null };

export function SystemForms({ system, person, staff, formDraft }: Props) {
  const recordState = toSystemState(system);
  const all = stepOffersFor(recordState, toActor(person));
  const allowed = all.filter(({ verdict }) => verdict.ok);
  const [first] = all;
  return (
    <div className="mb-8 grid max-w-xl gap-3 print:hidden">
      {allowed.map(({ step }) => (
        <Disclosure
          key={step}
          summary={step === "amend_system" ? "Edit" : stepLabels[step].label}
          open={formDraft?.step === step}
        >
          <StepFormWithDraft
            step={step}
            recordType="system"
            type=""
            id={system.id}
            seq={system.stepSeq}
            options={formOptionsFor({ person, staff })}
            values={step === "amend_system" ? systemValues(system, userZone(person)) : {}}
            formDraft={formDraft}
            variant={destructiveSteps.has(step) ? "danger" : "quiet"}
          />
        </Disclosure>
      ))}
      {allowed.length === 0 && first ? <p>{whoCanSentence(first.rule, recordState, staff)}</p> : null}
    </div>
  );
}

export const isFormShown = (system: ListedSystem, formDraft: FormDraft | null, person: SessionUser): boolean =>
  isOffered(stepOffersFor(toSystemState(system), toActor(person)), formDraft?.step);

const systemValues = (
  { name, kind, managedSince, managedUntil, owner, monitoringLinks }: ListedSystem,
  zone: string,
): FormValues => ({
  name,
  systemKind: kind ?? "",
  managedSince: toDateTimeLocal(managedSince, zone),
  managedUntil: managedUntil ? toDateTimeLocal(managedUntil, zone) : "",
  owner: owner ? String(owner.id) : "",
  monitoringLinks: monitoringLinks ?? "",
});
