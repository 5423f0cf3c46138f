// The small zod: this schema goes to the browser.
import * as z from "zod/mini";
import { planIsRequired } from "@/lib/refusals/field-refusals";
import { fieldSentence } from "@/lib/refusals/field-sentence";
import { fieldOf } from "@/lib/rules/field-of-step";
import { type Field, type FieldOf, type KindName, longestText } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";
import { isNoPlan } from "@/lib/text/no-plan";
import { saysSomething } from "@/lib/text/says-something";
import type { Ask } from "./asks";
import { fieldWords } from "./field-words";
import { kindOf } from "./kinds";

z.config({ jitless: true }); // the page's Content-Security-Policy has no eval

/** The schema of a step's form, the same in browser and server: strings in, strings out, sentences for what is wrong. */
export const schemaOf = (step: Step, asks: readonly Ask[]) =>
  z.object(Object.fromEntries(asks.map(({ field, required }) => [field, fieldSchema(step, field, required)])));

/** Whether a field may come more than once in one form. */
export const comesOften = (step: Step, field: Field): boolean => kindOf(fieldOf(step, field)).comesOften ?? false;

function fieldSchema(step: Step, field: Field, required: boolean): z.ZodMiniType {
  const { label } = fieldWords(step, field);
  const wrong = wrongWith(fieldOf(step, field), field, label);
  return comesOften(step, field) ? many(wrong, required, label) : one(wrong, required && field, label);
}

type Wrong = (typed: string) => string | null;

function wrongWith<K extends KindName>(spec: FieldOf<K>, field: Field, label: string): Wrong {
  const ofField = checks[field];
  if (ofField) return (typed) => ofField(typed, label);
  const { wrong } = kindOf(spec);
  return (typed) => wrong?.(typed, spec, label) ?? null;
}

function many(wrong: Wrong, required: boolean, label: string): z.ZodMiniType {
  const fit = list.check(refuses((all: readonly string[]) => all.map(wrong).find((sentence) => sentence !== null)));
  return required ? fit.check(z.refine((all) => all.some(saysSomething), sayMissing(label))) : fit;
}

function one(wrong: Wrong, required: Field | false, label: string): z.ZodMiniType {
  const fit = trimmed.check(refuses((typed: string) => typed && wrong(typed)));
  if (!required) return fit;
  const there = fit.check(z.refine((typed) => typed !== "", sayMissing(label)));
  return required === "rollbackPlan"
    ? there.check(refuses((typed: string) => (typed !== "" && isNoPlan(typed) ? planIsRequired : null)))
    : there;
}

/** A refinement whose function returns the error sentence; nothing where the value is valid. */
const refuses = <T>(sentence: (value: T) => string | null | undefined) =>
  z.refine<T>((value) => !sentence(value), { error: ({ input }) => sentence(input as T) || undefined });

const word = z.pipe(
  z.transform((value) =>
    value === undefined || value === null || value === false ? "" : value === true ? "true" : value,
  ),
  z.string(),
);
const list = z.pipe(
  z.transform((value) => (Array.isArray(value) ? value : value ? [value] : [])),
  z.array(z.string().check(z.maxLength(longestText, fieldSentence("values_too_long")))),
);

const trimmed = z.pipe(
  word,
  z.transform((typed: string) => (saysSomething(typed) ? typed.trim() : "")),
);

/** Fields whose validation differs from that of their kind. */
const checks: Partial<Record<Field, (typed: string, label: string) => string | null>> = {
  links: areLinks,
  evidence: areLinks,
  monitoringLinks: areLinks,
};

function areLinks(typed: string, label: string): string | null {
  const fit = typed.split(/\s+/).every((link) => /^https?:\/\/\S+$/i.test(link));
  return fit ? null : fieldSentence("field_of_links", { field: label });
}

const sayMissing = (label: string) => fieldSentence("field_missing", { field: label });
