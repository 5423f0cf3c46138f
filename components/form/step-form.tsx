import type { ReactNode } from "react";
import { Button, type Look } from "@/components/basics/button";
import { asksOf } from "@/lib/form/asks";
import { kindOf } from "@/lib/form/kinds";
import type { Typed } from "@/lib/form/typed";
import { fieldOf } from "@/lib/rules/field-of-step";
import type { ChangeType, SubjectType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { stepWords } from "@/lib/rules/words";
import type { World } from "./control";
import { type FormTarget, PostedForm } from "./posted-form";
import { StepField } from "./step-field";

export type StepFormProps = {
  target: FormTarget;
  /** The step, its record, and the sequence number at which the record was read (optimistic locking). */
  step: Step;
  subject: SubjectType;
  type: ChangeType | "";
  id?: number;
  seq?: number;
  /** The idempotency key: the same form sent twice is taken once. */
  postKey: string;
  world: World;
  values?: Typed;
  errors?: Readonly<Record<string, string>>;
  look?: Look;
  label?: string;
  /** Beside the submit button. */
  beside?: ReactNode;
  /** On a phone the submit button sticks to the bottom of the screen. */
  keepsButton?: boolean;
  /** Before the fields; `without` names the fields that it contains itself. */
  children?: ReactNode;
  without?: readonly string[];
  /** Fields that are required for this record, though not for every one. */
  needed?: readonly string[];
};

/** The form of one step: what it asks for, and the button that takes it. Works without JavaScript. */
export function StepForm({
  target,
  step,
  subject,
  type,
  id,
  seq,
  postKey,
  world,
  values = {},
  errors = {},
  look,
  label,
  beside,
  keepsButton,
  children,
  without = [],
  needed = [],
}: StepFormProps) {
  const name = { kind: subject, step, type, fromEntry: without.includes("category") };
  const all = asksOf(name);
  const asks = all.filter(({ field }) => !without.includes(field));
  const boxes = asks.filter(({ field }) => kindOf(fieldOf(step, field)).isBox).map(({ field }) => field);
  const { hint } = stepWords[step];
  const hasTimes = asks.some(({ field }) => kindOf(fieldOf(step, field)).needsZone);
  return (
    <PostedForm target={target} step={step} asks={all} className="grid content-start gap-4">
      <Hidden name="subject" value={subject} />
      {id === undefined ? null : <Hidden name="id" value={id} />}
      {seq === undefined ? null : <Hidden name="seq" value={seq} />}
      <Hidden name="key" value={postKey} />
      {hasTimes && !asks.some(({ field }) => field === "timezone") ? (
        <Hidden name="timezone" value={world.zone} />
      ) : null}
      {boxes.length > 0 ? <Hidden name="boxes" value={boxes.join(" ")} /> : null}
      {asks.some(({ field }) => kindOf(fieldOf(step, field)).asksForMore) ? <PressedByEnter step={step} /> : null}
      {children}
      {asks.map(({ field, required }) => (
        <StepField
          key={field}
          step={step}
          field={field}
          required={required || needed.includes(field)}
          world={world}
          values={values}
          errors={errors}
        />
      ))}
      <div
        className={`flex flex-wrap items-center gap-x-3 gap-y-1 ${keepsButton ? "max-sm:sticky max-sm:bottom-0 max-sm:-mx-4 max-sm:border-t max-sm:border-line max-sm:bg-paper max-sm:px-4 max-sm:py-2.5 max-sm:*:w-full" : ""}`}
      >
        <Button type="submit" name="step" value={step} look={look}>
          {label ?? stepWords[step].label}
        </Button>
        {beside}
        {hint ? <p className="min-w-0 flex-1 basis-60 text-sm text-muted">{hint}</p> : null}
      </div>
    </PostedForm>
  );
}

/** Enter in a text field presses the first submit button of a form; without this one that would be "add another". */
const PressedByEnter = ({ step }: { step: Step }) => (
  <input type="submit" name="step" value={step} tabIndex={-1} aria-hidden="true" className="sr-only" />
);

const Hidden = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={value} />
);
