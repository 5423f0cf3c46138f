import type { ReactNode } from "react";
import { Button, type ButtonVariant } from "@/components/basics/button";
import type { FormInput } from "@/lib/form/form-inputs";
import { stepLabels } from "@/lib/rules/labels";
import type { Step } from "@/lib/rules/rules";
import { inputsAttribute } from "./posted-form";

type Props = {
  step: Step;
  label: string;
  variant?: ButtonVariant;
  /** Other steps that ask for the same fields. */
  alternatives: readonly Step[];
  /** What each of them asks for. */
  inputsOf: (step: Step) => readonly FormInput[];
  /** The step that the new record takes at once, and what the form then asks for. */
  next?: { readonly step: Step; readonly inputs: readonly FormInput[] };
  besideButton?: ReactNode;
  hasStickyButton?: boolean;
};

/** The buttons of a form of a step, and what each of them does. A button of another step validates by the fields of that step. */
export function StepButtons({
  step,
  label,
  variant,
  alternatives,
  inputsOf,
  next,
  besideButton,
  hasStickyButton,
}: Props) {
  const { hint } = stepLabels[step];
  return (
    <div
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 ${hasStickyButton ? "max-sm:sticky max-sm:bottom-0 max-sm:-mx-4 max-sm:border-t max-sm:border-line max-sm:bg-paper max-sm:px-4 max-sm:py-2.5 max-sm:*:w-full" : ""}`}
    >
      {next ? (
        <Button type="submit" name="next" value={next.step} data-inputs={inputsAttribute(step, next.inputs)}>
          {stepLabels[next.step].label}
        </Button>
      ) : null}
      <Button type="submit" name="step" value={step} variant={next ? "quiet" : variant}>
        {label}
      </Button>
      {alternatives.map((other) => (
        <Button
          key={other}
          type="submit"
          name="step"
          value={other}
          variant="quiet"
          data-inputs={inputsAttribute(other, inputsOf(other))}
        >
          {stepLabels[other].label}
        </Button>
      ))}
      {besideButton}
      {hint ? <p className="min-w-0 flex-1 basis-60 text-sm text-muted">{hint}</p> : null}
      {alternatives.map((other) =>
        stepLabels[other].hint ? (
          <p key={other} className="w-full text-sm text-muted max-sm:sr-only">
            {stepLabels[other].label}: {stepLabels[other].hint}
          </p>
        ) : null,
      )}
    </div>
  );
}
