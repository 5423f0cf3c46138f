import { type FieldErrors, parseStepForm } from "@/lib/form/parse-step-form";
import { creationRefusal } from "@/lib/rules/can-create";
import { type Actor, judge, type RecordState, type Refusal } from "@/lib/rules/judge";
import type { ChangeType } from "@/lib/rules/record";
import { firstRuleOf, type Step } from "@/lib/rules/rules";
import { findCredentials } from "./credentials";
import { changedFields } from "./diff";
import type { FormMetadata } from "./form-metadata";
import type { LoadedRecord } from "./load-record";
import type { PostedForm } from "./posted-form";

type Input = Readonly<Record<string, unknown>>;

/** `record` is null where there is none of that number; `zone` is the site's. */
type DecisionContext = { readonly record: LoadedRecord | null; readonly actor: Actor; readonly zone: string };

export type RefusalCause = "missing" | "moved" | { readonly refusal: Refusal; readonly recordState: RecordState };

type Decision =
  | { readonly next: "perform"; readonly input: Input }
  | { readonly next: "correct"; readonly errors: FieldErrors; readonly sentence: string }
  | { readonly next: "refuse"; readonly cause: RefusalCause };

/** Pure. Checks in this order: current, permitted, complete, changed, free of credentials. */
export async function decide(
  { formMetadata, typed }: PostedForm,
  { record, actor, zone }: DecisionContext,
): Promise<Decision> {
  if (!record) return { next: "refuse", cause: "missing" };
  if (isStale(record, formMetadata)) return { next: "refuse", cause: "moved" };
  const cause = refusalCauseFor(formMetadata, record.recordState, actor);
  if (cause) return { next: "refuse", cause };
  const parsed = parseStepForm(
    formMetadata.subject,
    formMetadata.step,
    changeTypeOf(formMetadata, record),
    typed,
    zone,
  );
  if (!parsed.ok) return correction(parsed.errors);
  const input = diffSteps.has(formMetadata.step)
    ? changedFields(parsed.input, record.current)
    : withoutEmpty(parsed.input);
  if (diffSteps.has(formMetadata.step) && isEmpty(input))
    return correction({}, "You changed nothing, so nothing was saved.");
  const credentials = await findCredentials(input);
  if (!isEmpty(credentials)) return correction(credentials);
  return { next: "perform", input: { ...identifyingFields(formMetadata.step, parsed.input), ...input } };
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

const diffSteps: ReadonlySet<Step> = new Set<Step>(["edit", "amend_system"]);

/** An event names its system even when the name did not change. */
const identifyingFields = (step: Step, { name }: Input): Input => (step === "amend_system" ? { name } : {});

/** Empty fields are left out of the event. */
const withoutEmpty = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ""));

const isEmpty = (input: Input): boolean => Object.keys(input).length === 0;
