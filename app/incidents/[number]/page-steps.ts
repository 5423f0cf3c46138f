import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { isOffered } from "@/lib/rules/judge";
import type { LoadedIncident } from "./load";

export function pageSteps({ incident, offered, subject, person, staff, world, kept }: LoadedIncident): StepsProps {
  const owner = String(incident.owner?.id ?? "");
  return {
    ...{ offered, subject, person, staff, world, kept },
    record: { kind: "incident", type: "", id: incident.id, seq: incident.stepSeq },
    valuesFor: () => ({ owner, severity: incident.severity }),
  };
}

/** The form of a finding is gone once somebody has answered it. */
export const isOnPage = ({ incident: { findings }, offered, kept }: LoadedIncident): boolean =>
  isOffered(offered, kept?.step) &&
  !(kept?.step === "answer" && findings.some(({ id, answer }) => String(id) === kept.typed.finding && answer !== null));
