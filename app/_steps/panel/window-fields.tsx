import type { ReactNode } from "react";
import type { FormOptions } from "@/components/form/control";
import { StepField } from "@/components/form/step-field";
import type { FormValues } from "@/lib/form/form-values";
import type { Field } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";

type Props = {
  step: Step;
  options: FormOptions;
  values: FormValues;
  errors: Readonly<Record<string, string>>;
  /** How long the change is expected to take; null where nobody said. */
  minutes: number | null;
  /** Times to choose from: a link with `data-start`, `data-end` and `data-zone` fills the fields. */
  children: ReactNode;
};

/** Drawn here with what helps to fill them; `StepForm` leaves them out. */
export const windowFieldNames: readonly Field[] = ["windowStart", "windowEnd"];

/** The end that follows from the start may stay empty. */
export const optionalEnd = (minutes: number | null): readonly Field[] => (minutes === null ? [] : ["windowEnd"]);

/** A window's start and end. With JavaScript the end is filled in as the start is typed, without it by the server. */
export const WindowFields = ({ step, options, values, errors, minutes, children }: Props) => {
  const shared = { step, options, values, errors };
  return (
    <window-fields class="grid gap-4" data-minutes={minutes ?? undefined}>
      {children}
      <StepField {...shared} field="windowStart" required />
      <StepField
        {...shared}
        field="windowEnd"
        required={minutes === null}
        hint={minutes === null ? undefined : `Leave empty for ${minutes} min after the start, as the change expects.`}
      />
      <p role="status" className="sr-only" data-filled="" />
    </window-fields>
  );
};
