import type { Person } from "@/app/_request/session";
import { pathOf } from "@/app/_steps/envelope";
import { postStep } from "@/app/_steps/post-step";
import type { Outcome, Sent } from "@/app/_steps/sent";
import { awaitAnswer, type Request } from "@/db/ledger/await-answer";
import type { Step } from "@/lib/rules/rules";

export const asksTheLog = (step: Step): step is Request => step === "sign_checkpoint" || step === "verify_ledger";

/** Waits for the ledger's worker to finish, or says that it takes longer. */
export async function askTheLog(sent: Sent, person: Person): Promise<Outcome> {
  const { step } = sent.envelope;
  const outcome = await postStep(sent, person);
  const path = pathOf(sent.envelope);
  if (!asksTheLog(step) || !("to" in outcome) || outcome.to !== path) return outcome;
  return (await awaitAnswer(person.personId, step)) ? outcome : { to: `${path}?asked=${step}` };
}
