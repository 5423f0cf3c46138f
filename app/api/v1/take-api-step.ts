import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import { settings } from "@/app/_request/settings";
import { readRecordHead } from "@/db/api/read-record-head";
import { sha256 } from "@/db/connection/sha256";
import { uuidOf } from "@/db/connection/sha256-hex";
import { type PerformedStep, performStep, readReplayedResponse, type StepRequest } from "@/db/steps/perform-step";
import { idFromNumber, numberOf } from "@/lib/api/collections";
import { addressesOf } from "@/lib/api/record-addresses";
import { creationStepOf, type TakenApiStep } from "@/lib/api/step-operations";
import { parseIfMatch, versionTag } from "@/lib/api/version-tag";
import { fieldSentence } from "@/lib/refusals/field-sentence";
import type { ChangeType, RecordType } from "@/lib/rules/record";
import { firstRuleOf, type Step } from "@/lib/rules/rules";
import type { ApiCaller } from "./api-caller";
import { type ApiAnswer, ApiProblem } from "./api-responses";
import type { ApiStep } from "./api-step";
import { limitsOf, noSuchRecord } from "./list-answers";
import { readJsonBody } from "./read-json-body";
import { invalidFields, problemOfRefusal, refuseBeyondScope, staleProblem } from "./refused-steps";
import { stepInput } from "./step-input";

/** What the address names. */
type StepTarget = {
  readonly recordType: RecordType;
  readonly step: Step | null;
  readonly number: string | null;
};

/** Takes the step as the person of the token. Refusals are those of the record’s page, and are recorded on the person’s chain. */
export async function takeApiStep(request: NextRequest, caller: ApiCaller, target: StepTarget): Promise<ApiAnswer> {
  const { text, fields } = await readJsonBody(request);
  const step = await readStep(request, caller, target, fields);
  const key = keyOf(request, caller, text);
  try {
    return stepAnswer(await performed(step, fields, caller, key), step);
  } catch (error) {
    // A request that is sent again must not look like a refusal.
    const earlier = error instanceof ApiProblem ? await readReplayedResponse(caller.bearer, key) : null;
    if (earlier) return stepAnswer(earlier, step);
    throw error;
  }
}

async function performed(
  step: ApiStep,
  fields: Readonly<Record<string, unknown>>,
  caller: ApiCaller,
  key: IdempotencyKey,
): Promise<PerformedStep> {
  await refuseBeyondScope(step, caller);
  if (isStaleAnnotation(step)) throw await staleProblem(step, caller);
  const input = await stepInput(step, fields);
  const { recordType, id: recordId } = step;
  const expectedVersion = step.ifMatch ?? (step.version || null);
  const result = await performStep(caller.bearer, {
    ...{ recordType, recordId, step: step.step, expectedVersion, input, ofOneRequest: true },
    ...key,
  });
  if (result.ok) return result;
  throw await problemOfRefusal(result, step, caller);
}

async function readStep(
  request: NextRequest,
  caller: ApiCaller,
  { recordType, step: named, number }: StepTarget,
  fields: Readonly<Record<string, unknown>>,
): Promise<ApiStep> {
  const ifMatch = parseIfMatch(request.headers.get("if-match"));
  if (ifMatch === "unreadable")
    throw new ApiProblem({ status: 400, detail: 'If-Match takes the ETag of the record, such as "3".' });
  const step = named ?? creationStepOf(fields.type);
  if (!step) throw invalidFields({ type: fieldSentence("field_misfit", { kind: "choice", field: "type" }) });
  const given = { recordType, step, ifMatch: ifMatch === "any" ? null : ifMatch };
  if (number === null)
    return { ...given, id: null, type: creationType(recordType, fields), version: null, ifMatch: null };
  const id = idFromNumber(recordType, number);
  const head = id === null ? null : await readRecordHead(recordType, id, limitsOf(caller));
  if (!head) throw noSuchRecord();
  return { ...given, id, ...head };
}

const creationType = (recordType: RecordType, { type }: Readonly<Record<string, unknown>>): ChangeType | "" =>
  recordType === "change" && (type === "standard" || type === "normal" || type === "emergency") ? type : "";

/** The database lets an annotation stand beside later steps; who sends If-Match does not want that. */
const isStaleAnnotation = ({ recordType, step, ifMatch, version }: ApiStep): boolean =>
  ifMatch !== null && ifMatch !== version && !!firstRuleOf(recordType, step)?.annotation;

type IdempotencyKey = Pick<StepRequest, "idempotencyKey" | "requestHash">;

/** The keys of a token are its own: they never meet those of forms or of other tokens. */
function keyOf({ headers, method, nextUrl }: NextRequest, caller: ApiCaller, body: string): IdempotencyKey {
  const key = headers.get("idempotency-key");
  if (key !== null && !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new ApiProblem({ status: 400, detail: "An Idempotency-Key has 1 to 255 visible ASCII characters." });
  const requestHash = sha256(JSON.stringify([method, nextUrl.pathname, body]));
  return { idempotencyKey: key === null ? randomUUID() : uuidOf(`api ${caller.accessToken.id} ${key}`), requestHash };
}

/** Made of what is stored alone, so that a repeated request gets the same bytes. */
function stepAnswer(
  { id, status, event = 0, version = 0 }: PerformedStep,
  { recordType, step, id: before }: ApiStep,
): ApiAnswer {
  const body: TakenApiStep = {
    ...{ number: numberOf(recordType, id), step, status, event, version },
    ...addressesOf(recordType, id, settings().appUrl),
  };
  return {
    status: before === null ? 201 : 200,
    body,
    headers: { ETag: versionTag(version), ...(before === null && { Location: body.href }) },
  };
}
