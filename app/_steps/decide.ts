import { schedulingSteps, withExpectedEnd } from "@/lib/calendar/expected-end";
import { fieldLabels } from "@/lib/form/field-labels";
import { type FormValues, firstValueOf } from "@/lib/form/form-values";
import { nextAfterDraft } from "@/lib/form/next-after-draft";
import { type FieldErrors, parseStepForm } from "@/lib/form/parse-step-form";
import { fieldSentence } from "@/lib/refusals/field-sentence";
import { couldEverTake, creationRefusal } from "@/lib/rules/can-create";
import { type Actor, judge, type RecordState, type Refusal } from "@/lib/rules/judge";
import type { ChangeType } from "@/lib/rules/record";
import { firstRuleOf, type Step } from "@/lib/rules/rules";
import { findCredentials } from "./credentials";
import { changedFields } from "./diff";
import type { FormMetadata } from "./form-metadata";
import type { LoadedRecord } from "./load-record";
import type { PostedForm } from "./posted-form";

export type Input = Readonly<Record<string, unknown>>;

/** Who posted the form, and the zone of the site. */
type Poster = { readonly actor: Actor; readonly zone: string };
/** `record` is null where there is none of that number. */
type DecisionContext = Poster & { readonly record: LoadedRecord | null };

export type RefusalCause = "missing" | "moved" | { readonly refusal: Refusal; readonly recordState: RecordState };

type FormDecision =
  | { readonly next: "perform"; readonly input: Input }
  | { readonly next: "correct"; readonly errors: FieldErrors; readonly sentence: string };
type Decision = FormDecision | { readonly next: "refuse"; readonly cause: RefusalCause };

/**
 * Pure. The input that the database may judge before anybody read the record. Null where the record has to be read first: for
 * somebody of whom nothing is read; for an edit, which is the difference to what the record says now; and for a form that
 * comes back, because what stands against the step itself is said before what is wrong with its form.
 *
 * The type of a change is unknown here. Beside an edit only `document` asks one type for other fields than another, and a form
 * that has fields of another type comes back.
 */
export async function inputBeforeReading(form: PostedForm, { actor, zone }: Poster): Promise<Input | null> {
  const { subject: kind, step } = form.formMetadata;
  if (diffSteps.has(step) || !couldEverTake(kind, step, actor)) return null;
  const decision = await decideOnForm(form, null, zone);
  return decision.next === "perform" ? decision.input : null;
}

/** Pure. Checks in this order: current, permitted, complete, changed, free of credentials. */
export async function decide(form: PostedForm, { record, actor, zone }: DecisionContext): Promise<Decision> {
  if (!record) return { next: "refuse", cause: "missing" };
  if (isStale(record, form.formMetadata)) return { next: "refuse", cause: "moved" };
  const cause = refusalCauseFor(form.formMetadata, record.recordState, actor);
  return cause ? { next: "refuse", cause } : decideOnForm(withEnd(form, record, zone), record, zone);
}

/** The end of a window that was left empty follows from the change. */
function withEnd(form: PostedForm, { current }: LoadedRecord, zone: string): PostedForm {
  if (!schedulingSteps.has(form.formMetadata.step)) return form;
  const minutes = typeof current.expectedMinutes === "number" ? current.expectedMinutes : null;
  return { ...form, typed: withExpectedEnd(form.typed, minutes, zone) };
}

async function decideOnForm(
  { formMetadata, typed }: PostedForm,
  record: LoadedRecord | null,
  zone: string,
): Promise<FormDecision> {
  const { subject: kind, step } = formMetadata;
  const parsed = parseStepForm(kind, step, changeTypeOf(formMetadata, record), typed, zone);
  if (!parsed.ok) return correction(parsed.errors);
  const missing = missingForNext(formMetadata, typed);
  if (!isEmpty(missing)) return correction(missing);
  const input =
    record && diffSteps.has(step) ? changedFields(parsed.input, record.current) : withoutEmpty(parsed.input);
  if (diffSteps.has(step) && isEmpty(input)) return correction({}, nothingChanged);
  const credentials = await findCredentials(input);
  if (!isEmpty(credentials)) return correction(credentials);
  return { next: "perform", input: { ...identifyingFields(step, parsed.input), ...input } };
}

/** What the form has to say where its change is to take the next step at once. A catalogue entry says the rest. */
function missingForNext({ type, next }: FormMetadata, typed: FormValues): FieldErrors {
  const following = next && type ? nextAfterDraft(type) : undefined;
  const missing = following?.fields.filter((field) => field in typed && firstValueOf(typed[field]).trim() === "") ?? [];
  return Object.fromEntries(
    missing.map((field) => [field, fieldSentence("field_missing", { field: fieldLabels("draft", field).label })]),
  );
}

export const changeTypeOf = (formMetadata: FormMetadata, record: LoadedRecord | null): ChangeType | "" =>
  record?.recordState?.type ?? formMetadata.type ?? "";

/** The message above a form that comes back with its errors. */
export const checkFields = "Nothing was saved. Check the highlighted fields.";

export const correction = (errors: FieldErrors, sentence = checkFields) =>
  ({ next: "correct", errors, sentence }) as const;

/** Another step was taken since the form was rendered. Annotations do not make a form stale. */
const isStale = ({ recordState, stepSeq }: LoadedRecord, { subject: kind, step, seq }: FormMetadata): boolean =>
  recordState !== null && seq !== undefined && seq !== stepSeq && !firstRuleOf(kind, step)?.annotation;

function refusalCauseFor(
  { subject: kind, step, type }: FormMetadata,
  recordState: RecordState | null,
  actor: Actor,
): RefusalCause | null {
  if (!recordState) return creationRefusal(kind, step, type ?? "", actor);
  const verdict = judge(step, recordState, actor);
  return verdict.ok ? null : { refusal: verdict, recordState };
}

/** Their input is the difference to the record. */
export const diffSteps: ReadonlySet<Step> = new Set<Step>(["edit", "amend_system"]);

/** What a person reads who changed nothing. */
export const nothingChanged = "You changed nothing, so nothing was saved.";

/** An event names its system even when the name did not change. */
const identifyingFields = (step: Step, { name }: Input): Input => (step === "amend_system" ? { name } : {});

/** Empty fields are left out of the event. */
const withoutEmpty = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ""));

const isEmpty = (input: Input): boolean => Object.keys(input).length === 0;
