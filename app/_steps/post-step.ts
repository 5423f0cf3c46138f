import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { performStep, type StepRequest } from "@/db/steps/perform-step";
import type { FormValues } from "@/lib/form/form-values";
import { clauseOfRefusal } from "@/lib/refusals/precondition-sentence";
import { databaseRefusalMessage } from "./database-refusal-message";
import { changeTypeOf, correction, decide, type Input, inputBeforeReading } from "./decide";
import { type LoadedRecord, loadRecord } from "./load-record";
import { namedPeople } from "./named-people";
import { followingKey, goToRecord, type PostedForm, type PostOutcome, postHash } from "./posted-form";
import { toActor } from "./record-state";
import { recordRefusedStep, refusalMessage } from "./refuse";
import { saveForSignIn } from "./to-form-draft";

type PostStepOptions = {
  /** Fields that only the server sets. */
  readonly serverFields?: Readonly<Record<string, unknown>>;
  /** Replaces the posted fields where the server computed the others. */
  readonly typed?: FormValues;
  /** The bytes of its files, in the order of their descriptions. */
  readonly contents?: readonly Buffer[];
  /** Performed in the same transaction. */
  readonly alsoPerform?: readonly StepRequest[];
};

/**
 * Performs the step, returns the form for correction, or records the refusal on the person's chain. The database judges. The
 * record is read only where it refused, to say why as the record's page would, or where the form has no meaning without it.
 */
export async function postStep(
  sent: PostedForm,
  person: SessionUser,
  options: PostStepOptions = {},
): Promise<PostOutcome> {
  const named = await namedPeople(sent);
  if ("back" in named || "to" in named) return named;
  const form = { ...sent, typed: options.typed ?? sent.typed };
  const poster = { actor: toActor(person), zone: settings().siteTimezone };
  const perform = (input: Input) =>
    performStep(
      person.token,
      { ...toRequest(sent, { ...input, ...named, ...options.serverFields }), contents: options.contents },
      options.alsoPerform ?? nextRequests(sent),
    );
  const input = await inputBeforeReading(form, poster);
  const judged = input && (await perform(input));
  if (judged && (judged.ok || judged.kind === "signed_out")) return outcomeOf(judged, sent, person);
  const record = await loadRecord(sent.formMetadata);
  const decision = await decide(form, { record, ...poster });
  if (decision.next === "correct") return correctionOutcome(decision);
  if (decision.next === "refuse")
    return recordRefusedStep(sent, person, await refusalMessage(decision.cause, sent, person));
  return outcomeOf(judged ?? (await perform(decision.input)), sent, person, record);
}

function toRequest(sent: PostedForm, input: Input): StepRequest {
  const { subject: recordType, id: recordId = null, step, key: idempotencyKey, seq } = sent.formMetadata;
  const request = { recordType, recordId, step, expectedVersion: seq ?? null };
  return { ...request, input, idempotencyKey, requestHash: postHash(sent) };
}

/** The step that a new change takes in the transaction that drafts it, which is its first event. */
function nextRequests(sent: PostedForm): readonly StepRequest[] {
  const { subject: recordType, key, next } = sent.formMetadata;
  if (!next) return [];
  const request = { recordType, recordId: "created" as const, step: next, expectedVersion: 1, input: {} };
  return [{ ...request, idempotencyKey: followingKey(key), requestHash: postHash(sent) }];
}

/** A refusal is said in the database's words here: no page knew a reason. */
async function outcomeOf(
  result: Awaited<ReturnType<typeof performStep>>,
  sent: PostedForm,
  person: SessionUser,
  record: LoadedRecord | null = null,
): Promise<PostOutcome> {
  if (result.ok) return goToRecord(sent, result.id);
  if (result.kind === "signed_out") return { to: await saveForSignIn(sent, person.token) };
  const { subject: recordType, step } = sent.formMetadata;
  const sentence = databaseRefusalMessage(result, step, person);
  if (result.field) return correctionOutcome(correction({ [result.field]: sentence }, sentence));
  const type = changeTypeOf(sent.formMetadata, record);
  return recordRefusedStep(sent, person, { sentence, clause: clauseOfRefusal(recordType, step, type, result.code) });
}

const correctionOutcome = ({ errors, sentence }: ReturnType<typeof correction>): PostOutcome => ({
  back: { errors: { ...errors }, sentence },
});
