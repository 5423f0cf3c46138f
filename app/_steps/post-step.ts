import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { performStep, type StepRequest } from "@/db/steps/perform-step";
import type { FormValues } from "@/lib/form/form-values";
import { clauseOfRefusal } from "@/lib/refusals/precondition-sentence";
import type { ChangeType } from "@/lib/rules/record";
import { databaseRefusalMessage } from "./database-refusal-message";
import { changeTypeOf, correction, decide } from "./decide";
import { formPath } from "./form-metadata";
import { loadRecord } from "./load-record";
import { goToRecord, type PostedForm, type PostOutcome, postHash } from "./posted-form";
import { toActor } from "./record-state";
import { recordRefusedStep, refusalMessage } from "./refuse";

type PostStepOptions = {
  /** Fields that only the server sets. */
  readonly serverFields?: Readonly<Record<string, unknown>>;
  /** Replaces the posted fields where the server computed the others. */
  readonly typed?: FormValues;
  /** Performed in the same transaction. */
  readonly alsoPerform?: readonly StepRequest[];
};

/** Performs the step, returns the form for correction, or records the refusal on the person's chain. */
export async function postStep(
  sent: PostedForm,
  person: SessionUser,
  options: PostStepOptions = {},
): Promise<PostOutcome> {
  const record = await loadRecord(sent.formMetadata);
  const known = { record, actor: toActor(person), zone: settings().siteTimezone };
  const decision = await decide({ ...sent, typed: options.typed ?? sent.typed }, known);
  if (decision.next === "correct") return correctionOutcome(decision);
  if (decision.next === "refuse")
    return recordRefusedStep(sent, person, await refusalMessage(decision.cause, sent, person));
  const type = changeTypeOf(sent.formMetadata, record);
  return performDecided(sent, person, type, { ...decision.input, ...options.serverFields }, options.alsoPerform);
}

async function performDecided(
  sent: PostedForm,
  person: SessionUser,
  type: ChangeType | "",
  input: Readonly<Record<string, unknown>>,
  alsoPerform?: readonly StepRequest[],
): Promise<PostOutcome> {
  const { subject: recordType, id = null, step, key, seq = null } = sent.formMetadata;
  const post = {
    recordType,
    recordId: id,
    step,
    expectedVersion: seq,
    input,
    idempotencyKey: key,
    requestHash: postHash(sent),
  };
  const result = await performStep(person.token, post, alsoPerform);
  if (result.ok) return goToRecord(sent, result.id);
  if (result.kind === "signed_out")
    return { to: `/sign-in?reason=ended&return=${encodeURIComponent(formPath(sent.formMetadata))}` };
  const sentence = databaseRefusalMessage(result, step, person);
  if (result.field) return correctionOutcome(correction({ [result.field]: sentence }, sentence));
  return recordRefusedStep(sent, person, { sentence, clause: clauseOfRefusal(recordType, step, type, result.code) });
}

const correctionOutcome = ({ errors, sentence }: ReturnType<typeof correction>): PostOutcome => ({
  back: { errors: { ...errors }, sentence },
});
