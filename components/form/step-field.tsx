import type { ReactNode } from "react";
import { laterNeed } from "@/lib/form/asks";
import { fieldWords } from "@/lib/form/field-words";
import { firstOf, type Typed, valuesOf } from "@/lib/form/typed";
import { fieldOf } from "@/lib/rules/field-of-step";
import type { Field, FieldOf, KindName } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";
import type { Control, World } from "./control";
import { controls, controlsOf } from "./controls";
import { errorId } from "./field";

type Props = {
  step: Step;
  field: Field;
  required: boolean;
  world: World;
  values: Typed;
  errors: Readonly<Record<string, string>>;
};

/** One field of a step's form, by what it may hold. */
export function StepField({ step, field, required, world, values: typed, errors }: Props) {
  const shared = {
    name: field,
    required,
    error: errors[field],
    id: errors[field] ? errorId(step, field) : undefined,
    unless: laterNeed(step, field),
    ...fieldWords(step, field),
  };
  const said = { value: firstOf(typed[field]), values: valuesOf(typed[field]) };
  return shownBy(fieldOf(step, field), { shared, ...said, world, typed, errors });
}

function shownBy<K extends KindName>(field: FieldOf<K>, shown: Omit<Parameters<Control<K>>[0], "field">): ReactNode {
  const control: Control<K> = controlsOf[shown.shared.name] ?? controls[field.kind];
  return control({ ...shown, field });
}
