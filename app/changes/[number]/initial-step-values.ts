import { schedulingSteps } from "@/lib/calendar/expected-end";
import { changeFormValues } from "@/lib/changes/change-fields";
import { documentedWhatDraft } from "@/lib/changes/emergency-actions";
import type { FormValues } from "@/lib/form/form-values";
import type { Step } from "@/lib/rules/rules";
import { formatInstant, toDateTimeLocal } from "@/lib/time/format";
import { timeZoneOr } from "@/lib/time/local-time";
import type { LoadedChange } from "./load";
import { valuesAt } from "./scheduling-fields";

export function initialStepValues(step: Step, { change, history, zone, chosenStart }: LoadedChange): FormValues {
  if (step === "document") {
    const what = documentedWhatDraft(change.what, history, (at) => formatInstant(at, zone).local);
    return { ...changeFormValues(change, ["why", "rollbackPlan", "category", "systems"]), what };
  }
  const windowZone = timeZoneOr(change.windowTimezone, zone);
  if (step === "extend") return { timezone: windowZone };
  const values = {
    ...(change.windowStart && { windowStart: toDateTimeLocal(change.windowStart, windowZone) }),
    ...(change.windowEnd && { windowEnd: toDateTimeLocal(change.windowEnd, windowZone) }),
    timezone: windowZone,
    // The author is the default implementer until the first schedule names one.
    implementer: String(change.implementer?.id ?? (change.windowStart ? "" : change.author.id)),
  };
  const isChosen = chosenStart !== null && schedulingSteps.has(step);
  return isChosen ? valuesAt(chosenStart, change.expectedMinutes, values) : values;
}
