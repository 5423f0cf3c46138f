// The small zod: this schema goes to the browser.
import * as z from "zod/mini";
import { fieldOf, isMade } from "@/lib/rules/field-of-step";
import { type Field, type FieldKind, longestText } from "@/lib/rules/fields";
import type { SubjectType } from "@/lib/rules/record";
import { rulesOf, type Step } from "@/lib/rules/rules";
import { isNoPlan, planIsRequired } from "@/lib/text/no-plan";
import { saysSomething } from "@/lib/text/says-something";
import { fieldWords } from "./field-words";

z.config({ jitless: true }); // the page's Content-Security-Policy has no eval

/** What a form holds: strings as typed, lists where a name may come more than once. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** What a form holds under one name, however often it came. */
export const valuesOf = (value: Typed[string] | undefined): readonly string[] =>
  typeof value === "string" ? [value] : (value ?? []);

/** Which form it is: of which step, on which kind and type of record; `fromEntry` when a catalogue entry fixes its facts. */
export type FormName = {
  readonly kind: SubjectType;
  readonly step: Step;
  readonly type: string;
  readonly fromEntry?: boolean;
};

/** The fields that a form asks for, with whether each is required. */
export function asksOf({ kind, step, type, fromEntry }: FormName): readonly { field: Field; required: boolean }[] {
  const rule = rulesOf(kind).find(
    (rule) => rule.step === step && (type === "" || !rule.types || rule.types.some((t) => t === type)),
  );
  const atOnce: readonly Field[] = step !== "draft" ? [] : fromEntry ? ["systems"] : ["systems", "category"];
  return (rule?.asks ?? [])
    .map((ask) => {
      const field = ask.replace("*", "") as Field; // typed as `Field` or `Field*`
      return { field, required: ask.endsWith("*") || atOnce.includes(field) };
    })
    .filter(({ field }) => !isMade(step, field));
}

/** The schema of a step's form, the same in browser and server: strings in, strings out, sentences for what is wrong. */
export const schemaOf = (form: FormName) =>
  z.object(
    Object.fromEntries(asksOf(form).map(({ field, required }) => [field, fieldSchema(form.step, field, required)])),
  );

const many = new Set<FieldKind["kind"]>(["systems", "clients", "findings", "choices"]);

/** Whether a field may come more than once in one form. */
export const comesOften = (step: Step, field: Field): boolean => many.has(fieldOf(step, field).kind);

function fieldSchema(step: Step, field: Field, required: boolean): z.ZodMiniType {
  const spec = fieldOf(step, field);
  const { label } = fieldWords(step, field);
  if (spec.kind === "choices")
    return list.check(z.refine((all) => all.every((one) => spec.options.includes(one)), sayWrong(label)));
  if (many.has(spec.kind))
    return required ? list.check(z.refine((all) => all.some(saysSomething), sayMissing(label))) : list;
  const value = shaped(spec, field, label);
  if (required && field === "rollbackPlan")
    return value
      .check(z.refine((typed) => typed !== "", sayMissing(label)))
      .check(z.refine((typed) => typed === "" || !isNoPlan(typed), planIsRequired));
  return required ? value.check(z.refine((typed) => typed !== "", sayMissing(label))) : value;
}

const word = z.pipe(
  z.transform((value) =>
    value === undefined || value === null || value === false ? "" : value === true ? "true" : value,
  ),
  z.string(),
);
const tooLong = `Each of these takes at most ${longestText.toLocaleString("en")} characters.`;
const list = z.pipe(
  z.transform((value) => (Array.isArray(value) ? value : value ? [value] : [])),
  z.array(z.string().check(z.maxLength(longestText, tooLong))),
);

function shaped(spec: FieldKind, field: Field, label: string) {
  const trimmed = z.pipe(
    word,
    z.transform((typed: string) => (saysSomething(typed) ? typed.trim() : "")),
  );
  const fits = (test: (typed: string) => boolean, sentence: string) =>
    trimmed.check(z.refine((typed) => typed === "" || test(typed), sentence));
  if (spec.kind === "choice") return fits((typed) => spec.options.includes(typed), sayWrong(label));
  if (spec.kind === "instant")
    return fits((typed) => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed), `Give “${label}” as a date and a time.`);
  if (spec.kind === "day") return fits((typed) => /^\d{4}-\d\d-\d\d$/.test(typed), `Give “${label}” as a date.`);
  if (spec.kind === "minutes")
    return fits(
      (typed) => /^\d{1,5}$/.test(typed) && Number(typed) <= spec.most,
      `Give “${label}” in whole minutes, at most ${spec.most}.`,
    );
  if (spec.kind === "person" || spec.kind === "entry" || spec.kind === "change" || spec.kind === "whole")
    return fits((typed) => /^\d{1,15}$/.test(typed), `Choose one for “${label}” from the list.`);
  if (spec.kind === "covers")
    return fits((typed) => /^(all|(client|system):\d{1,15})$/.test(typed), `Choose one for “${label}” from the list.`);
  if (spec.kind === "recurrence")
    return fits(
      (typed) => /^[a-z0-9=;,+:\s-]{1,300}$/i.test(typed),
      "Write the rule like FREQ=WEEKLY;BYDAY=FR;COUNT=12, or leave it empty.",
    );
  if (field === "links" || field === "evidence" || field === "monitoringLinks")
    return fits(
      (typed) => typed.split(/\s+/).every((link) => /^https?:\/\/\S+$/i.test(link)),
      `“${label}” takes addresses that start with https://.`,
    );
  return fits(
    (typed) => typed.length <= longestText,
    `“${label}” takes at most ${longestText.toLocaleString("en")} characters.`,
  );
}

const sayWrong = (label: string) => `Choose one of the answers for “${label}”.`;
const sayMissing = (label: string) => `“${label}” is missing.`;
