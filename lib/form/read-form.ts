import { Temporal } from "temporal-polyfill";
import { fieldSentence } from "@/lib/refusals/field-sentence";
import { needSentence } from "@/lib/refusals/need-sentence";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { fieldOf } from "@/lib/rules/field-of-step";
import { type Field, isField, longestText } from "@/lib/rules/fields";
import type { SubjectType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { instantOf, isZone } from "@/lib/time/local-time";
import { repeated } from "@/lib/time/recurrence";
import { asksOf } from "./asks";
import { kindOf } from "./kinds";
import { schemaOf } from "./schema";
import { declaredIn } from "./template-fields";
import { firstOf, type Typed, valuesOf } from "./typed";

export type Errors = Readonly<Record<string, string>>;
type Posted =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: Errors };

/** How often one name may come in a form, and so how many of one kind a step takes. */
const mostOfOne = 1000;

/**
 * What was typed into the form of `step`, as the input of its event: instants in UTC, numbers as numbers, fields that
 * were left empty as empty texts. Local times are read in the posted time zone, else in `siteZone`.
 */
export function readPosted(kind: SubjectType, step: Step, type: string, typed: Typed, siteZone: string): Posted {
  const form = { kind, step, type, fromEntry: firstOf(typed.entry) !== "" };
  const asks = asksOf(form);
  const asked = asks.map(({ field }) => field);
  // Every form with a time may send its time zone; not every step stores it.
  const zoned = asked.some((field) => kindIn(step, field).needsZone);
  const stranger = Object.keys(typed).find((name) => !takes(step, asked, name) && !(zoned && name === "timezone"));
  if (stranger !== undefined)
    return { ok: false, errors: { [stranger]: refusalSentence("field_unasked", { field: stranger.slice(0, 60) }) } };
  const sent = Object.fromEntries(Object.entries(typed).filter(([name]) => !isDerived(step, name)));
  const long = Object.keys(sent).find((name) => tooMuch(sent[name]));
  if (long !== undefined) return { ok: false, errors: { [long]: fieldSentence("values_too_long") } };
  const parsed = schemaOf(step, asks).safeParse(sent);
  if (!parsed.success) return { ok: false, errors: firstOfEach(parsed.error.issues) };
  const zone = (zoned && firstOf(typed.timezone).trim()) || siteZone;
  return isZone(zone)
    ? collect(step, asked, parsed.data, sent, zone)
    : { ok: false, errors: { timezone: fieldSentence("field_misfit", { kind: "zone" }) } };
}

const kindIn = (step: Step, field: Field) => kindOf(fieldOf(step, field));

/** Whether a form of these fields has that name; `boxes` lists those that send nothing when unticked. */
const takes = (step: Step, asked: readonly Field[], name: string): boolean =>
  name === "boxes" || asked.some((field) => name === field || kindIn(step, field).sends?.(name, field));

const isDerived = (step: Step, name: string): boolean => isField(name) && !!kindIn(step, name).isDerived;

// Checked first, because the cost of matching and parsing grows with the size.
const tooMuch = (value: Typed[string] | undefined): boolean =>
  valuesOf(value).length > mostOfOne || valuesOf(value).some((one) => one.length > longestText);

function collect(
  step: Step,
  asked: readonly Field[],
  parsed: Record<string, unknown>,
  typed: Typed,
  zone: string,
): Posted {
  const input: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  const shown = new Set([...Object.keys(typed), ...firstOf(typed.boxes).split(" ")]);
  for (const field of asked) {
    const kind = kindIn(step, field);
    if (!shown.has(field) && !kind.isAlwaysRead) continue;
    const { error, stored } = kind.read(all(parsed[field]), { step, field, typed, zone, calendar, declaredIn });
    if (error) errors[field] = error;
    else if (stored !== undefined) input[field] = stored;
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return step === "place_freeze" ? withTimes(input, zone) : { ok: true, input };
}

/** The input of a freeze with every time that it has by its rule: nobody types those. */
function withTimes(input: Readonly<Record<string, unknown>>, zone: string): Posted {
  const [starts, ends] = [String(input.windowStart), String(input.windowEnd)];
  if (ends <= starts)
    return { ok: false, errors: { windowEnd: needSentence("freeze_bounded", { order: true }, String) } };
  if (!input.repeats) return { ok: true, input };
  const times = repeated(String(input.repeats), { starts, ends, zone });
  return times.ok
    ? { ok: true, input: { ...input, repeats: times.rule, spans: times.spans } }
    : { ok: false, errors: { repeats: times.sentence } };
}

function isDay(day: string): boolean {
  try {
    return Temporal.PlainDate.from(day).toString() === day;
  } catch {
    return false;
  }
}

const all = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];

const calendar = { instantOf, isDay };

const firstOfEach = (issues: readonly { path: PropertyKey[]; message: string }[]): Errors =>
  Object.fromEntries([...issues].reverse().map((issue) => [String(issue.path[0]), issue.message]));
