import { timeFormatterFor } from "@/app/_request/time-formatter";
import { databaseRefusalMessage } from "@/app/_steps/database-refusal-message";
import { checkFields } from "@/app/_steps/decide";
import { loadRecord } from "@/app/_steps/load-record";
import { toActor } from "@/app/_steps/record-state";
import { staleFormMessage } from "@/app/_steps/stale-form";
import { readRecordHead } from "@/db/api/read-record-head";
import type { DatabaseRefusal } from "@/db/connection/refusal-from-error";
import { readStaff } from "@/db/people/read-people";
import { recordRefusal } from "@/db/steps/perform-step";
import { explainRefusal } from "@/lib/refusals/explain-refusal";
import { clauseOfRefusal } from "@/lib/refusals/precondition-sentence";
import { clauseCitedBy, refusalSentence } from "@/lib/refusals/refusal-sentence";
import type { Clause } from "@/lib/rules/clauses";
import { eligibleActors, judge } from "@/lib/rules/judge";
import { firstRuleOf, ruleOf } from "@/lib/rules/rules";
import type { ApiCaller } from "./api-caller";
import { ApiProblem } from "./api-responses";
import type { ApiStep } from "./api-step";
import { limitsOf } from "./list-answers";

/** What is wrong with the fields of a body. */
export const invalidFields = (fields: Readonly<Record<string, string>>) =>
  new ApiProblem({ status: 422, detail: checkFields, fields });

type Refused = {
  readonly status: number;
  readonly detail: string;
  readonly clause: Clause;
  readonly need?: string;
  readonly whoCan?: string[];
  readonly version?: number;
};

/** Why the database refused the step: as the record’s page would say it, and recorded as there. */
export async function problemOfRefusal(
  refusal: DatabaseRefusal,
  step: ApiStep,
  caller: ApiCaller,
): Promise<ApiProblem> {
  const detail = databaseRefusalMessage(refusal, step.step, caller);
  if (refusal.kind === "signed_out")
    return new ApiProblem({ status: 401, detail }, { "WWW-Authenticate": 'Bearer realm="windlass"' });
  if (refusal.field) return invalidFields({ [refusal.field]: detail });
  if (refusal.kind === "key") return new ApiProblem({ status: 422, detail });
  if (refusal.kind === "stale") return staleProblem(step, caller);
  const clause = clauseOfRefusal(step.recordType, step.step, step.type, refusal.code);
  const status = statuses[refusal.kind] ?? 409;
  const plain = { status, detail, clause, ...(refusal.precondition && { need: refusal.precondition }) };
  return recorded(explained.has(refusal.kind) ? ((await explanation(step, caller)) ?? plain) : plain, step, caller);
}

/** What the token may not do by the rulebook is said first, whatever else stands against it. The database refuses it as well. */
export async function refuseBeyondScope(step: ApiStep, caller: ApiCaller): Promise<void> {
  const { recordType, step: name, type } = step;
  const scope = (ruleOf(recordType, name, type) ?? firstRuleOf(recordType, name))?.tokenScope;
  if (scope && caller.accessToken.scopes.includes(scope)) return;
  const code = scope ? "token_lacks_scope" : "token_never_decides";
  const detail = refusalSentence(code, { step: name, scope });
  throw await recorded({ status: 403, clause: clauseCitedBy(code), detail }, step, caller);
}

const statuses: Readonly<Record<string, number>> = { who: 403, token: 403, caused: 403, unknown: 404, field: 422 };
const explained: ReadonlySet<string> = new Set(["who", "need", "status"]);

/** What the record’s page says: who can, and what to do next. Null where the judge finds no reason. */
async function explanation({ recordType, id, step }: ApiStep, caller: ApiCaller): Promise<Refused | null> {
  const state = id === null ? null : (await loadRecord({ subject: recordType, id }))?.recordState;
  const verdict = state && judge(step, state, toActor(caller));
  if (!state || !verdict || verdict.ok) return null;
  const staff = await readStaff();
  const { code, rule, clause, precondition } = verdict;
  return {
    status: code === "who" ? 403 : 409,
    detail: explainRefusal(verdict, state, toActor(caller), staff, timeFormatterFor(caller)),
    clause,
    ...(precondition && { need: precondition }),
    ...(code === "who" &&
      rule && {
        whoCan: eligibleActors(rule, state, staff)
          .slice(0, 20)
          .map(({ name }) => name),
      }),
  };
}

/** Another step was taken since the caller read the record: what happened, and its version now. */
export async function staleProblem(step: ApiStep, caller: ApiCaller): Promise<ApiProblem> {
  const { recordType, id, ifMatch, version } = step;
  const read = { subject: recordType, id: id ?? 0, seq: ifMatch ?? version ?? 0 };
  const head = id === null ? null : await readRecordHead(recordType, id, limitsOf(caller));
  const refused: Refused = {
    ...{ status: 412, detail: await staleFormMessage(read, caller), clause: clauseCitedBy("read_before") },
    ...(head && { version: head.version }),
  };
  return recorded(refused, step, caller);
}

async function recorded(refused: Refused, { recordType, id, step }: ApiStep, caller: ApiCaller): Promise<ApiProblem> {
  const { detail: sentence, clause } = refused;
  await recordRefusal(caller.bearer, { step, recordType, recordId: id, sentence, clause });
  return new ApiProblem(refused);
}
