import { Temporal } from "temporal-polyfill";
import { needSentence } from "@/lib/refusals/need-sentence";
import { fieldOf } from "@/lib/rules/field-of-step";
import { type Field, longestText } from "@/lib/rules/fields";
import type { SubjectType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { saysSomething } from "@/lib/text/says-something";
import { comesTwice, instantOf, isZone } from "@/lib/time/local-time";
import { repeated } from "@/lib/time/recurrence";
import { asksOf, comesOften, schemaOf, type Typed, valuesOf } from "./schema";
import { blanksOf, disagreement, longestBlank, mostBlanks, typedBlanks } from "./template-fields";

export type Errors = Readonly<Record<string, string>>;
export type Posted =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: Errors };

/** Names that a form may carry beside the fields of its step; `boxes` lists those that send nothing when unticked. */
const besides =
  /^(boxes|findingOwner|findingDue|blankName|blankLabel|blankExample|blankPattern|blankOptions|windowStartOffset|windowEndOffset|startedAtOffset|endedAtOffset|managedSinceOffset|managedUntilOffset)$/;

/** How a form names what it sends for a declared field of its catalogue entry. */
const ofEntry = /^value\.[A-Za-z][A-Za-z0-9_]{0,40}$/;

/** How often one name may come in a form, and so how many of one kind a step takes. */
const mostOfOne = 1000;

/** The fields whose local times say a window, in the order in which they are typed. */
const windowFields = ["windowStart", "windowEnd"] as const;

/**
 * What was typed into the form of `step`, as the input of its event: instants in UTC, numbers as numbers, fields that
 * were left empty as empty texts. Local times are read in the posted time zone, else in `siteZone`.
 */
export function readPosted(kind: SubjectType, step: Step, type: string, typed: Typed, siteZone: string): Posted {
  const form = { kind, step, type, fromEntry: one(typed.entry) !== "" };
  const asks = asksOf(form);
  // Every form with a time may say in which zone it is read; not every step keeps the zone.
  const zoned = asks.some(({ field }) => field === "timezone" || fieldOf(step, field).kind === "instant");
  const takes = (name: string) =>
    asks.some(({ field }) => field === name) ||
    besides.test(name) ||
    (ofEntry.test(name) && asks.some(({ field }) => field === "entryValues")) ||
    (zoned && name === "timezone");
  const stranger = Object.keys(typed).find((name) => !takes(name));
  if (stranger !== undefined)
    return { ok: false, errors: { [stranger]: `This form has no field “${stranger.slice(0, 60)}”.` } };
  const long = Object.keys(typed).find((name) => name !== "asTyped" && tooMuch(typed[name]));
  if (long !== undefined) return { ok: false, errors: { [long]: takesAtMost } };
  const parsed = schemaOf(form).safeParse({ ...typed, asTyped: "" });
  if (!parsed.success) return { ok: false, errors: firstOfEach(parsed.error.issues) };
  const zone = (zoned && one(typed.timezone).trim()) || siteZone;
  if (!isZone(zone))
    return { ok: false, errors: { timezone: "There is no such time zone. Choose one like Europe/Berlin." } };
  return collect(
    step,
    asks.map(({ field }) => field),
    parsed.data,
    typed,
    zone,
  );
}

// Before anything is matched or read: what follows takes time that grows with it.
const tooMuch = (value: Typed[string] | undefined): boolean =>
  valuesOf(value).length > mostOfOne || valuesOf(value).some((one) => one.length > longestText);
const takesAtMost = `A field takes at most ${longestText.toLocaleString("en")} characters. Shorten it.`;

/** Kinds that a form sends under other names than their field's. */
const alwaysRead = new Set<string>(["values", "blanks"]);

function collect(
  step: Step,
  asked: readonly Field[],
  parsed: Record<string, unknown>,
  typed: Typed,
  zone: string,
): Posted {
  const input: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  const shown = new Set([...Object.keys(typed), ...one(typed.boxes).split(" ")]);
  for (const field of asked.filter((each) => each !== "asTyped")) {
    if (!shown.has(field) && field !== "timezone" && !alwaysRead.has(fieldOf(step, field).kind)) continue;
    const value = converted(step, field, parsed[field], typed, zone);
    if (value.error) errors[field] = value.error;
    else if (value.stored !== undefined) input[field] = value.stored;
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  if (asked.includes("asTyped")) return { ok: true, input: { ...input, asTyped: asTyped(typed, zone) } };
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

type Converted = { readonly stored?: unknown; readonly error?: string };

function converted(step: Step, field: Field, value: unknown, typed: Typed, zone: string): Converted {
  const { kind } = fieldOf(step, field);
  if (kind === "values") return filledIn(step, typed);
  if (kind === "blanks") return declaredIn(typed);
  if (kind === "findings") return findingsIn(typed);
  if (kind === "choices") return { stored: all(value) };
  if (comesOften(step, field)) return { stored: all(value).map(Number) };
  const word = typeof value === "string" ? value : "";
  if (kind === "zone") return { stored: zone };
  if (kind === "boolean") return { stored: word === "true" || word === "on" };
  if (kind === "instant") return word ? atInstant(word, zone, one(typed[`${field}Offset`])) : { stored: "" };
  if (kind === "minutes" || kind === "person" || kind === "entry" || kind === "change")
    return { stored: word === "" ? "" : Number(word) };
  return { stored: word.replaceAll("\r\n", "\n") };
}

function atInstant(local: string, zone: string, offset: string): Converted {
  try {
    const time = instantOf(local, zone, offset);
    return time.ok ? { stored: time.instant } : { error: time.sentence };
  } catch {
    return { error: "There is no such date." };
  }
}

/**
 * The window as it was typed: "2026-10-25T02:30+02:00 – 2026-10-25T04:00 Europe/Berlin", with an offset only where one
 * was asked for. Made of what the form read, never taken from it.
 */
function asTyped(typed: Typed, zone: string): string {
  const times = windowFields.flatMap((field) => {
    const local = one(typed[field]).trim();
    return local ? [`${local}${comesTwice(local, zone) ? one(typed[`${field}Offset`]) : ""}`] : [];
  });
  return `${times.join(" – ")} ${zone}`;
}

/** What was typed for the declared fields of the entry; which those are, and whether each fits, the database minds. */
function filledIn(step: Step, typed: Typed): Converted {
  const filled = Object.entries(typed).flatMap(([name, value]) =>
    ofEntry.test(name) ? [[name.slice("value.".length), one(value).trim()] as const] : [],
  );
  if (filled.length === 0) return {};
  if (step === "draft" && one(typed.entry).trim() === "")
    return filled.every(([, value]) => value === "")
      ? {}
      : { error: "Only a change from a catalogue entry has such fields. Choose the entry, or leave them out." };
  const wrong = filled.find(([, value]) => value.length > longestBlank);
  if (filled.length > mostBlanks || wrong)
    return { error: `A field of a catalogue entry takes at most ${longestBlank} characters.` };
  return { stored: Object.fromEntries(filled) };
}

/** The fields that an entry declares, held against the texts that name them. */
function declaredIn(typed: Typed): Converted {
  const blanks = blanksOf(typedBlanks(typed));
  if (typeof blanks === "string") return { error: blanks };
  const wrong = disagreement([one(typed.what), one(typed.rollbackPlan), one(typed.verification)], blanks);
  return wrong ? { error: wrong } : { stored: blanks };
}

const mostFindings = 100;

function findingsIn(typed: Typed): Converted {
  const [owners, dues] = [all(typed.findingOwner), all(typed.findingDue)];
  if (all(typed.findings).length > mostFindings)
    return { error: `An incident takes at most ${mostFindings} findings.` };
  const findings = all(typed.findings)
    .map((finding, place) => ({
      finding: finding.trim().replaceAll("\r\n", "\n"),
      owner: Number(owners[place]),
      due: dues[place] ?? "",
    }))
    .filter(({ finding }) => saysSomething(finding));
  if (findings.some(({ owner }) => !Number.isInteger(owner) || owner < 1))
    return { error: "Each finding needs an owner." };
  if (findings.some(({ due }) => !isDay(due))) return { error: "Each finding needs a date by which it is answered." };
  return { stored: findings };
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
const one = (value: unknown): string => all(value)[0] ?? "";

const firstOfEach = (issues: readonly { path: PropertyKey[]; message: string }[]): Errors =>
  Object.fromEntries([...issues].reverse().map((issue) => [String(issue.path[0]), issue.message]));
