import type { SessionUser } from "@/app/_request/session";
import { timeFormatterFor } from "@/app/_request/time-formatter";
import { readStaff } from "@/db/people/read-people";
import { readReplayedResponse, recordRefusal } from "@/db/steps/perform-step";
import { explainRefusal } from "@/lib/refusals/explain-refusal";
import { clauseCitedBy, refusalSentence } from "@/lib/refusals/refusal-sentence";
import type { Clause } from "@/lib/rules/clauses";
import type { RecordType } from "@/lib/rules/record";
import { clauseOf, type Step } from "@/lib/rules/rules";
import type { RefusalCause } from "./decide";
import { goToRecord, type PostedForm, type PostOutcome, postHash } from "./posted-form";
import { toActor } from "./record-state";
import { staleFormMessage } from "./stale-form";

type RefusalMessage = { readonly sentence: string; readonly clause: Clause };

/** Recorded once: the same form posted again gets its first response. */
export async function recordRefusedStep(
  sent: PostedForm,
  person: SessionUser,
  message: RefusalMessage,
): Promise<PostOutcome> {
  const { step, subject: recordType, id, key } = sent.formMetadata;
  const earlierAnswer = await readReplayedResponse(person.token, { idempotencyKey: key, requestHash: postHash(sent) });
  if (earlierAnswer) return goToRecord(sent, earlierAnswer.id);
  await recordRefusal(person.token, { step, recordType, recordId: id ?? null, ...message });
  return { back: { ...message, errors: {} } };
}

/** Why nothing is made of an uploaded file: recorded on its person's chain, and said above the form. */
export async function refuseImport(
  { token }: SessionUser,
  { recordType, step }: { readonly recordType: RecordType; readonly step: Step },
  sentence: string,
): Promise<PostOutcome> {
  const clause = clauseOf(recordType, step, "");
  await recordRefusal(token, { step, recordType, recordId: null, sentence, clause });
  return { back: { errors: {}, sentence, clause } };
}

export async function refusalMessage(
  cause: RefusalCause,
  { formMetadata }: PostedForm,
  person: SessionUser,
): Promise<RefusalMessage> {
  if (cause === "missing")
    return { sentence: refusalSentence("no_such_record"), clause: clauseCitedBy("no_such_record") };
  if (cause === "moved")
    return { sentence: await staleFormMessage(formMetadata, person), clause: clauseCitedBy("read_before") };
  const { refusal, recordState } = cause;
  const sentence = explainRefusal(refusal, recordState, toActor(person), await readStaff(), timeFormatterFor(person));
  return { sentence, clause: refusal.clause };
}
