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

/** `record` is null where there is none of that number; `zone` is the site's. */
type Known = { readonly record: Loaded | null; readonly actor: Actor; readonly zone: string };

export type Bar = "missing" | "moved" | { readonly refusal: Refusal; readonly subject: Subject };

type Decision =
  | { readonly next: "perform"; readonly input: Input }
  | { readonly next: "correct"; readonly errors: Errors; readonly sentence: string }
  | { readonly next: "refuse"; readonly bar: Bar };

/** Pure. Checks in this order: current, permitted, complete, changed, free of credentials. */
export async function decide({ envelope, typed }: Sent, { record, actor, zone }: Known): Promise<Decision> {
  if (!record) return { next: "refuse", bar: "missing" };
  if (hasMoved(record, envelope)) return { next: "refuse", bar: "moved" };
  const barred = barredBy(envelope, record.subject, actor);
  if (barred) return { next: "refuse", bar: barred };
  const posted = readPosted(envelope.subject, envelope.step, typeOf(envelope, record), typed, zone);
  if (!posted.ok) return correct(posted.errors);
  const input = amending.has(envelope.step) ? changedOnly(posted.input, record.now) : written(posted.input);
  if (amending.has(envelope.step) && isEmpty(input)) return correct({}, "You changed nothing, so nothing was saved.");
  const credentials = await credentialsIn(input);
  if (!isEmpty(credentials)) return correct(credentials);
  return { next: "perform", input: { ...identity(envelope.step, posted.input), ...input } };
}

export const typeOf = (envelope: Envelope, record: Loaded | null): ChangeType | "" =>
  record?.subject?.type ?? envelope.type ?? "";

/** What a form is told that comes back with its errors. */
export const checkFields = "Nothing was saved. Check the highlighted fields.";

export const correct = (errors: Errors, sentence = checkFields) => ({ next: "correct", errors, sentence }) as const;

/** Another step was taken since the form was rendered. Annotations do not make a form stale. */
const hasMoved = ({ subject, stepSeq }: Loaded, { subject: kind, step, seq }: Envelope): boolean =>
  subject !== null && seq !== undefined && seq !== stepSeq && !bookOf(kind, step)?.aside;

function barredBy({ subject: kind, step, type }: Envelope, subject: Subject | null, actor: Actor): Bar | null {
  if (!subject) return refusedToMake(kind, step, type ?? "", actor);
  const verdict = judge(step, subject, actor);
  return verdict.ok ? null : { refusal: verdict, subject };
}

const amending: ReadonlySet<Step> = new Set<Step>(["edit", "amend_system"]);

/** An event names its system even when the name did not change. */
const identity = (step: Step, { name }: Input): Input => (step === "amend_system" ? { name } : {});

/** Empty fields are left out of the event. */
const written = (input: Input): Input => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ""));

const isEmpty = (input: Input): boolean => Object.keys(input).length === 0;
