import { timeFormatterFor } from "@/app/_request/time-formatter";
import { toActor } from "@/app/_steps/record-state";
import { signAnswer } from "@/app/api/gate/gate-signature";
import { type ClearanceState, readClearance, toStartState } from "@/db/api/read-clearance";
import { readStaff } from "@/db/people/read-people";
import { type Clearance, clearanceEnd, clearedSentence, untouchedSentence } from "@/lib/api/clearance";
import { idFromNumber } from "@/lib/api/collections";
import { explainRefusal } from "@/lib/refusals/explain-refusal";
import { judge } from "@/lib/rules/judge";
import type { ApiCaller } from "./api-caller";
import type { ApiAnswer } from "./api-responses";
import { limitsOf, noSuchRecord, queryOf, type ReadRequest } from "./list-answers";

type Verdict = Pick<Clearance, "answer" | "reason" | "clause" | "need">;

/** May the change start now, as `start` would be judged for the token's person? Signed, so that others can rely on it. */
export async function clearanceAnswer(request: ReadRequest): Promise<ApiAnswer> {
  const { caller, number } = request;
  const { system = null, nonce = null } = queryOf<{ system?: string; nonce?: string }>(request);
  const id = idFromNumber("change", number ?? "");
  const state = id ? await readClearance(id, system, limitsOf(caller)) : null;
  if (!state) throw noSuchRecord();
  const { revision, version, status, windowStart, windowEnd, approvedUntil, now } = state;
  const answer: Clearance = {
    ...(await verdictOn(state, system, caller)),
    ...{ change: state.number, status, revision, version, systems: [...state.systems], windowStart, windowEnd },
    question: { change: state.number, system, nonce },
    ...{ issuedAt: now, expiresAt: clearanceEnd(now, windowEnd, approvedUntil) },
  };
  return { status: 200, body: { ...answer, signature: signAnswer(answer) } };
}

async function verdictOn(state: ClearanceState, system: string | null, caller: ApiCaller): Promise<Verdict> {
  const verdict = judge("start", toStartState(state), toActor(caller));
  if (verdict.ok && system !== null && !state.touchesSystem)
    return { answer: "deny", reason: untouchedSentence(state.number, system), clause: "scope" };
  if (verdict.ok) return { answer: "allow", reason: clearedSentence(state.number), clause: verdict.rule.clause };
  const { clause, precondition } = verdict;
  const reason = explainRefusal(
    verdict,
    toStartState(state),
    toActor(caller),
    await readStaff(),
    timeFormatterFor(caller),
  );
  return { answer: "deny", reason, clause, ...(precondition && { need: precondition }) };
}
