import type { SessionUser } from "@/app/_request/session";
import { formPath } from "@/app/_steps/form-metadata";
import { postStep } from "@/app/_steps/post-step";
import type { PostedForm, PostOutcome } from "@/app/_steps/posted-form";
import { awaitLedgerRequest, type LedgerRequest } from "@/db/ledger/await-ledger-request";
import type { Step } from "@/lib/rules/rules";

export const isLedgerRequest = (step: Step): step is LedgerRequest =>
  step === "sign_checkpoint" || step === "verify_ledger";

/** Waits for the ledger's worker to finish, or says that it takes longer. */
export async function requestLedgerWork(sent: PostedForm, person: SessionUser): Promise<PostOutcome> {
  const { step } = sent.formMetadata;
  const outcome = await postStep(sent, person);
  const path = formPath(sent.formMetadata);
  if (!isLedgerRequest(step) || !("to" in outcome) || outcome.to !== path) return outcome;
  return (await awaitLedgerRequest(person.personId, step)) ? outcome : { to: `${path}?asked=${step}` };
}
