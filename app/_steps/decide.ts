import { type Errors, readPosted } from "@/lib/form/read-form";
import { type Person as Actor, judge, type Refusal, type Subject } from "@/lib/rules/judge";
import { refusedToMake } from "@/lib/rules/may-make";
import type { ChangeType } from "@/lib/rules/record";
import { bookOf, type Step } from "@/lib/rules/rules";
import { changedOnly } from "./changed-only";
import { credentialsIn } from "./credentials";
import type { Envelope } from "./envelope";
import type { Loaded } from "./load-record";
import type { Sent } from "./sent";

type Input = Readonly<Record<string, unknown>>;

/** What is known when a form is decided: its record (null: there is none of that number), its sender, the site's zone. */
type Known = { readonly record: Loaded | null; readonly actor: Actor; readonly zone: string };

/** What bars a step: there is no such record, it moved since its form was read, or the rulebook's refusal. */
export type Bar = "missing" | "moved" | { readonly refusal: Refusal; readonly subject: Subject };

/** What becomes of a form: its step is performed with `input`, its sender corrects it, or it is refused, on record. */
type Decision =
  | { readonly next: "perform"; readonly input: Input }
  | { readonly next: "correct"; readonly errors: Errors; readonly sentence: string }
  | { readonly next: "refuse"; readonly bar: Bar };

/** Decides a form by what is known, and does nothing: current, allowed, complete, changed, clean, in this order. */
export async function decide({ envelope, typed }: Sent, { record, actor, zone }: Known): Promise<Decision> {
  if (!record) return { next: "refuse", bar: "missing" };
  if (hasMoved(record, envelope)) return { next: "refuse", bar: "moved" };
  const barred = barredBy(envelope, record.subject, actor);
  if (barred) return { next: "refuse", bar: barred };
  const posted = readPosted(envelope.subject, envelope.step, typeOf(envelope, record), typed, zone);
  if (!posted.ok) return correct(posted.errors);
  const input = amending.has(envelope.step) ? changedOnly(posted.input, record.now) : written(posted.input);
  if (amending.has(envelope.step) && isEmpty(input))
    return correct({}, "Nothing was changed, so nothing was recorded.");
  const credentials = await credentialsIn(input);
  if (!isEmpty(credentials)) return correct(credentials);
  return { next: "perform", input: { ...identity(envelope.step, posted.input), ...input } };
}

/** The type of the record, or of the one that is made. */
export const typeOf = (envelope: Envelope, record: Loaded | null): ChangeType | "" =>
  record?.subject?.type ?? envelope.type ?? "";

/** The way back to whoever sent a form: what is wrong by field, and a sentence over it. */
export const correct = (
  errors: Errors,
  sentence = "Nothing was recorded: something in the form is missing or does not fit.",
) => ({ next: "correct", errors, sentence }) as const;

/** Whether the record's last step is another than the form was read at; steps aside do not mind. */
const hasMoved = ({ subject, stepSeq }: Loaded, { subject: kind, step, seq }: Envelope): boolean =>
  subject !== null && seq !== undefined && seq !== stepSeq && !bookOf(kind, step)?.aside;

/** What the rulebook has against the step: on the record, or, where there is none yet, against making it. */
function barredBy({ subject: kind, step, type }: Envelope, subject: Subject | null, actor: Actor): Bar | null {
  if (!subject) return refusedToMake(kind, step, type ?? "", actor);
  const verdict = judge(step, subject, actor);
  return verdict.ok ? null : { refusal: verdict, subject };
}

/** Steps whose event holds only what they changed. */
const amending: ReadonlySet<Step> = new Set<Step>(["edit", "amend_system"]);

/** What an event says though it did not change: which system is meant. */
const identity = (step: Step, { name }: Input): Input => (step === "amend_system" ? { name } : {});

/** Fields left empty are not posted. */
const written = (input: Input): Input => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ""));

const isEmpty = (input: Input): boolean => Object.keys(input).length === 0;
