import type { ReactNode } from "react";
import type { ButtonVariant } from "@/components/basics/button";
import type { FieldKind } from "@/lib/form/field-kind";
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
import { type FormTarget, PostedForm } from "./posted-form";
import { StepButtons } from "./step-buttons";
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
  const buttonLabel = label ?? stepLabels[step].label;
  const hasKind = (is: (kind: FieldKind) => boolean | undefined) =>
    shownInputs.some(({ field }) => is(fieldKindOf(fieldOf(step, field))));
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
      {/* Where the button does not say it, or stands behind files: of a long form from nobody only the start is read. */}
      {next || hasKind(({ isFile }) => isFile) ? <Hidden name="step" value={step} /> : null}
      {hasKind(({ needsTimeZone }) => needsTimeZone) && !shownInputs.some(({ field }) => field === "timezone") ? (
        <Hidden name="timezone" value={options.zone} />
      ) : null}
      {checkboxFields.length > 0 ? <Hidden name="boxes" value={checkboxFields.join(" ")} /> : null}
      {next || hasKind(({ canAddRows }) => canAddRows) ? <DefaultSubmit step={step} /> : null}
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
      <StepButtons
        {...{ step, label: buttonLabel, variant, alternatives, besideButton, hasStickyButton, inputsOf }}
        next={next && { step: next.step, inputs: requiring(inputs, next.fields.filter(isShown)) }}
      />
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
