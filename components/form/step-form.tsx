import type { ReactNode } from "react";
import { Button, type ButtonVariant } from "@/components/basics/button";
import { fieldKindOf } from "@/lib/form/field-kinds";
import { draftIntro, type FormInput, formInputsOf, isDraftForm } from "@/lib/form/form-inputs";
import type { FormValues } from "@/lib/form/form-values";
import { fieldOf } from "@/lib/rules/field-of-step";
import type { Field } from "@/lib/rules/fields";
import { stepLabels } from "@/lib/rules/labels";
import type { ChangeType, RecordType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { joinList } from "@/lib/text/join-list";
import type { FormOptions } from "./control";
import { FormFields } from "./form-fields";
import { type FormTarget, inputsAttribute, PostedForm } from "./posted-form";
import { StepField } from "./step-field";

export type StepFormProps = {
  target: FormTarget;
  /** The step, its record, and the sequence number at which the record was read (optimistic locking). */
  step: Step;
  recordType: RecordType;
  type: ChangeType | "";
  id?: number;
  seq?: number;
  /** The idempotency key: the same form sent twice is taken once. */
  idempotencyKey: string;
  options: FormOptions;
  values?: FormValues;
  errors?: Readonly<Record<string, string>>;
  variant?: ButtonVariant;
  label?: string;
  /** Beside the submit button. */
  besideButton?: ReactNode;
  /** Other steps that ask for the same fields: a button for each. */
  alternatives?: readonly Step[];
  /** A step that the new record takes at once, and the fields that it needs. */
  next?: { readonly step: Step; readonly fields: readonly Field[] };
  /** Of which of these steps the labels and errors of the fields are. */
  fieldsOf?: Step;
  /** On a phone the submit button sticks to the bottom of the screen. */
  hasStickyButton?: boolean;
  /** Before the fields; `without` names the fields that it contains itself. */
  children?: ReactNode;
  omittedFields?: readonly string[];
  /** Fields that are required for this record, though not for every one. */
  requiredFields?: readonly string[];
  /** Required fields that the server fills in where they are left empty. */
  optionalFields?: readonly string[];
};

/** The form of one step: what it asks for, and the button that takes it. Works without JavaScript. */
export function StepForm({
  target,
  step,
  recordType,
  type,
  id,
  seq,
  idempotencyKey,
  options,
  values = {},
  errors = {},
  variant,
  label,
  besideButton,
  alternatives = [],
  next,
  fieldsOf = step,
  hasStickyButton,
  children,
  omittedFields = [],
  requiredFields = [],
  optionalFields = [],
}: StepFormProps) {
  const inputsOf = (one: Step) =>
    formInputsOf({ recordType, step: one, type, fromTemplate: omittedFields.includes("category") });
  const inputs = inputsOf(step).map(({ field, required }) => ({
    field,
    required: required && !optionalFields.includes(field),
  }));
  const isShown = (field: Field) => !omittedFields.includes(field);
  const shownInputs = inputs.filter(({ field }) => isShown(field));
  const checkboxFields = shownInputs
    .filter(({ field }) => fieldKindOf(fieldOf(step, field)).isCheckbox)
    .map(({ field }) => field);
  const { hint } = stepLabels[step];
  const buttonLabel = label ?? stepLabels[step].label;
  const hasTimes = shownInputs.some(({ field }) => fieldKindOf(fieldOf(step, field)).needsTimeZone);
  return (
    <PostedForm
      target={target}
      label={label === undefined ? buttonLabel : undefined}
      step={step}
      inputs={inputs}
      className="grid content-start gap-4"
    >
      <Hidden name="subject" value={recordType} />
      {id === undefined ? null : <Hidden name="id" value={id} />}
      {seq === undefined ? null : <Hidden name="seq" value={seq} />}
      <Hidden name="key" value={idempotencyKey} />
      {/* The button stands behind the files, and of a long form from nobody only the start is read. */}
      {shownInputs.some(({ field }) => fieldKindOf(fieldOf(step, field)).isFile) ? (
        <Hidden name="step" value={step} />
      ) : null}
      {hasTimes && !shownInputs.some(({ field }) => field === "timezone") ? (
        <Hidden name="timezone" value={options.zone} />
      ) : null}
      {checkboxFields.length > 0 ? <Hidden name="boxes" value={checkboxFields.join(" ")} /> : null}
      {next || shownInputs.some(({ field }) => fieldKindOf(fieldOf(step, field)).canAddRows) ? (
        <DefaultSubmit step={step} />
      ) : null}
      {next ? <Hidden name="step" value={step} /> : null}
      {children}
      {isDraftForm(step) ? <p className="max-w-prose text-sm text-muted">{draftIntro}</p> : null}
      <FormFields
        inputs={shownInputs}
        isLong={isDraftForm(step)}
        renderField={({ field, required }) => (
          <StepField
            key={field}
            step={fieldsOf}
            field={field}
            required={required || requiredFields.includes(field)}
            unless={neededFor(alternatives.filter((other) => isRequired(inputsOf(other), field)))}
            options={options}
            values={values}
            errors={errors}
          />
        )}
      />
      <div
        className={`flex flex-wrap items-center gap-x-3 gap-y-1 ${hasStickyButton ? "max-sm:sticky max-sm:bottom-0 max-sm:-mx-4 max-sm:border-t max-sm:border-line max-sm:bg-paper max-sm:px-4 max-sm:py-2.5 max-sm:*:w-full" : ""}`}
      >
        {next ? (
          <Button
            type="submit"
            name="next"
            value={next.step}
            data-inputs={inputsAttribute(step, requiring(inputs, next.fields.filter(isShown)))}
          >
            {stepLabels[next.step].label}
          </Button>
        ) : null}
        <Button type="submit" name="step" value={step} variant={next ? "quiet" : variant}>
          {buttonLabel}
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
    </PostedForm>
  );
}

const isRequired = (inputs: readonly FormInput[], field: Field) =>
  inputs.some((input) => input.field === field && input.required);

const requiring = (inputs: readonly FormInput[], fields: readonly Field[]): readonly FormInput[] =>
  inputs.map((input) => (fields.includes(input.field) ? { ...input, required: true } : input));

/** Follows the label of a field that only some of the form's buttons require. */
const neededFor = (steps: readonly Step[]): string | undefined =>
  steps.length === 0
    ? undefined
    : `required to ${joinList(
        steps.map((step) => stepLabels[step].infinitive),
        "or",
      )}`;

/** Enter in a text field presses the first submit button of a form; without this one that would be another than the step's. */
const DefaultSubmit = ({ step }: { step: Step }) => (
  <input type="submit" name="step" value={step} tabIndex={-1} aria-hidden="true" className="sr-only" />
);

const Hidden = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={value} />
);
