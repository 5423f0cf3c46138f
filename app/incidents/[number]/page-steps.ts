import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { isOffered } from "@/lib/rules/judge";
import type { LoadedIncident } from "./load";

export function pageSteps({
  incident,
  offered,
  recordState,
  person,
  staff,
  formOptions,
  formDraft,
}: LoadedIncident): StepsProps {
  const owner = String(incident.owner?.id ?? "");
  return {
    ...{ offered, recordState, person, staff, formOptions, formDraft },
    record: { kind: "incident", type: "", id: incident.id, seq: incident.stepSeq },
    initialValues: () => ({ owner, severity: incident.severity }),
  };
}

/** The form of a finding is gone once somebody has answered it. */
export const isFormShown = ({ incident: { findings }, offered, formDraft }: LoadedIncident): boolean =>
  isOffered(offered, formDraft?.step) &&
  !(
    formDraft?.step === "answer" &&
    findings.some(({ id, answer }) => String(id) === formDraft.typed.finding && answer !== null)
  );
