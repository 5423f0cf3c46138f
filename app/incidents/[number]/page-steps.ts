import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { isOffered } from "@/lib/rules/judge";
import type { LoadedIncident } from "./load";

/** The steps of an incident's page, with what their forms start with. */
export function pageSteps({ incident, offered, subject, person, staff, world, kept }: LoadedIncident): StepsProps {
  const owner = String(incident.owner?.id ?? "");
  return {
    ...{ offered, subject, person, staff, world, kept },
    record: { kind: "incident", type: "", id: incident.id, seq: incident.stepSeq },
    valuesFor: () => ({ owner, severity: incident.severity }),
  };
}

/** Whether the form that came back stands on this page: that of a finding which is answered meanwhile is gone. */
export const isOnPage = ({ incident: { findings }, offered, kept }: LoadedIncident): boolean =>
  isOffered(offered, kept?.step) &&
  !(kept?.step === "answer" && findings.some(({ id, answer }) => String(id) === kept.typed.finding && answer !== null));
