import type { CustomFields } from "@/app/_steps/panel/steps-props";
import { optionalEnd, WindowFields, windowFieldNames } from "@/app/_steps/panel/window-fields";
import { schedulingSteps, withExpectedEnd } from "@/lib/calendar/expected-end";
import { usualWindowMinutes } from "@/lib/calendar/free-slots";
import { type FormValues, firstValueOf } from "@/lib/form/form-values";
import type { Step } from "@/lib/rules/rules";
import { parseLocalTime } from "@/lib/time/local-time";
import type { LoadedChange } from "./load";
import { SchedulingHelp } from "./scheduling-help";

/** The fields of a step that gives the change its window, with what helps to choose one. */
export function schedulingFields(
  step: Step,
  values: FormValues,
  { change, formOptions, formDraft }: LoadedChange,
): CustomFields | undefined {
  const { scheduling, expectedMinutes, number } = change;
  if (!scheduling || !schedulingSteps.has(step)) return undefined;
  const draft = formDraft?.step === step ? formDraft : null;
  const shown = draft?.typed ?? values;
  const zone = firstValueOf(values.timezone) || formOptions.zone;
  return {
    omittedFields: windowFieldNames,
    optionalFields: optionalEnd(expectedMinutes),
    children: (
      <WindowFields
        step={step}
        options={formOptions}
        values={shown}
        errors={draft?.errors ?? {}}
        minutes={expectedMinutes}
      >
        <SchedulingHelp
          change={change}
          help={scheduling}
          zone={zone}
          chosenStart={startInstant(shown, zone)}
          pathAt={(start) => `/changes/${number}?start=${encodeURIComponent(start)}#${step}`}
        />
      </WindowFields>
    ),
  };
}

/** The values of such a form for a start that was chosen on the page. */
export const valuesAt = (start: string, expectedMinutes: number | null, values: FormValues): FormValues =>
  withExpectedEnd({ ...values, windowStart: start, windowEnd: "" }, expectedMinutes ?? usualWindowMinutes, "UTC");

function startInstant({ windowStart, timezone }: FormValues, zone: string): string | null {
  try {
    const time = parseLocalTime(firstValueOf(windowStart), firstValueOf(timezone) || zone);
    return time.ok ? time.instant : null;
  } catch {
    return null;
  }
}
