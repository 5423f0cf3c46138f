import type { ReactNode } from "react";
import { fieldLabels } from "@/lib/form/field-labels";
import { laterRequirement } from "@/lib/form/form-inputs";
import { allValuesOf, type FormValues, firstValueOf } from "@/lib/form/form-values";
import { fieldOf } from "@/lib/rules/field-of-step";
import type { Field, FieldKindName, FieldSpecOf } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";
import type { Control, FormOptions } from "./control";
import { controls, controlsByField } from "./controls";
import { errorId } from "./field";

type Props = {
  step: Step;
  field: Field;
  required: boolean;
  /** Follows its label where it is not required, instead of "optional". */
  unless?: string;
  options: FormOptions;
  values: FormValues;
  errors: Readonly<Record<string, string>>;
  /** In place of the usual one. */
  hint?: string;
};

/** One field of a step's form, by what it may hold. */
export function StepField({ step, field, required, unless, options, values: formValues, errors, hint }: Props) {
  const fieldProps = {
    name: field,
    required,
    error: errors[field],
    id: errors[field] ? errorId(step, field) : undefined,
    unless: unless ?? laterRequirement(step, field),
    ...fieldLabels(step, field),
    ...(hint && { hint }),
  };
  const currentValues = { value: firstValueOf(formValues[field]), values: allValuesOf(formValues[field]) };
  return renderControl(fieldOf(step, field), { fieldProps, ...currentValues, options, formValues, errors });
}

function renderControl<K extends FieldKindName>(
  field: FieldSpecOf<K>,
  props: Omit<Parameters<Control<K>>[0], "field">,
): ReactNode {
  const control: Control<K> = controlsByField[props.fieldProps.name] ?? controls[field.kind];
  return control({ ...props, field });
}
