import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { type DatabaseRefusal, refusalFromError } from "@/db/connection/refusal-from-error";
import { status, strictRow } from "@/db/connection/row-schemas";
import { sha256 } from "@/db/connection/sha256";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import { countRefusal, countStep } from "@/db/monitoring/process-metrics";
import { noteInRequest } from "@/db/monitoring/request-context";
import type { RecordType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";

/** A step as posted: the record, the version that the form showed, the input, and the request's idempotency key and hash. */
export type StepRequest = {
  readonly recordType: RecordType;
  /** Null creates the record; `created`, in a step that follows, is the one that the first step created. */
  readonly recordId: number | null | "created";
  readonly step: Step;
  readonly expectedVersion: number | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
  /** The key is refused with another request, and the answer says at which version the step left the record. */
  readonly ofOneRequest?: true;
  /** The bytes of the files that `input.attachments` describes, in that order. */
  readonly contents?: readonly Buffer[] | undefined;
};

const performedStep = strictRow({
  ok: z.literal(true),
  id: z.int(),
  status,
  /** Absent in answers that were stored before there was an API. */
  event: z.int().optional(),
  /** Of a key of one request. */
  version: z.int().optional(),
});
const storedResponseSql = typedSql({ answer: performedStep.nullable() });
const responseSql = typedSql({ answer: performedStep });

export type PerformedStep = z.infer<typeof performedStep>;

/**
 * Takes one step as the person of `token`, in one statement: idempotency key, event, and everything derived from it. Steps in
 * `after` follow in the same transaction, all or nothing. A repeated request gets the stored response. Returns the database's
 * refusal (Exceptions).
 */
export async function performStep(
  token: string,
  request: StepRequest,
  followingRequests: readonly StepRequest[] = [],
): Promise<PerformedStep | DatabaseRefusal> {
  try {
    const performed = await performAll(token, request, followingRequests);
    for (const { recordType, step } of [request, ...followingRequests]) countStep(recordType, step);
    return performed;
  } catch (error) {
    const refusal = refusalFromError(error);
    if (!refusal) throw error;
    noteInRequest({ step: request.step, refusal: refusal.code ?? refusal.kind });
    return refusal;
  }
}

async function performAll(
  token: string,
  request: StepRequest,
  followingRequests: readonly StepRequest[],
): Promise<PerformedStep> {
  if (followingRequests.length === 0 && !request.contents) return performStepIn(appDb(), token, request);
  return appDb().transaction(async (tx) => {
    const first = await performStepIn(tx, token, request);
    for (const [place, bytes] of (request.contents ?? []).entries())
      await tx.execute(sql`select store_attachment(${first.id}, ${place}, ${bytes})`);
    for (const next of followingRequests) await performStepIn(tx, token, next, first.id);
    return first;
  });
}

/** The stored response of a repeated request, or null: sending a form twice must not look like a refusal. */
export async function readReplayedResponse(
  token: string,
  { idempotencyKey, requestHash }: Pick<StepRequest, "idempotencyKey" | "requestHash">,
): Promise<PerformedStep | null> {
  const [row] = await queryRows(
    appDb(),
    storedResponseSql`select replayed_response(${sha256(token)}, ${idempotencyKey}, ${requestHash}) as answer`,
  );
  return row?.answer ?? null;
}

type RefusedStep = { step: string; recordType: RecordType; recordId: number | null; sentence: string; clause: string };

/** Records a refusal on the chain of the person of `token`, in a transaction of its own, because the refused step was rolled back. */
export async function recordRefusal(
  token: string,
  { step, recordType, recordId, sentence, clause }: RefusedStep,
): Promise<void> {
  countRefusal(step, clause);
  await appDb().execute(
    sql`select record_refusal(${sha256(token)}, ${step}, ${recordType}, ${recordId}, ${sentence}, ${clause})`,
  );
}

/** The same in a transaction that its caller holds; throws the database's refusal. `created` is the record of an earlier step. */
export async function performStepIn(
  db: Database,
  token: string,
  { idempotencyKey, requestHash, recordType, recordId, step, expectedVersion, input, ofOneRequest }: StepRequest,
  created: number | null = null,
): Promise<PerformedStep> {
  const id = recordId === "created" ? created : recordId;
  const [row] = await queryRows(
    db,
    responseSql`select perform_step(${token}, ${idempotencyKey}, ${requestHash}, ${recordType}, ${id}, ${step}, ${expectedVersion}, ${JSON.stringify(input)}::jsonb, ${ofOneRequest ?? false}) as answer`,
  );
  if (!row) throw new Error("perform_step returned no row");
  return row.answer;
}
