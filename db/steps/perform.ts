import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { type DatabaseRefusal, refusalIn } from "@/db/connection/refusal-in";
import { record, status } from "@/db/connection/row";
import { type Database, rowsOf, sqlWith } from "@/db/connection/rows";
import { sha256 } from "@/db/connection/sha256";
import type { SubjectType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";

/** A step as posted: the record, the version that the form showed, the input, and the request's idempotency key and hash. */
export type Post = {
  readonly subject: SubjectType;
  /** Null creates the record. */
  readonly id: number | null;
  readonly step: Step;
  readonly readAt: number | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly hash: Buffer;
};

const performed = record({ ok: z.literal(true), id: z.int(), status });
const answeredSql = sqlWith({ answer: performed.nullable() });
const takenSql = sqlWith({ answer: performed });

type Performed = z.infer<typeof performed>;

/**
 * Takes one step as the person of `token`, in one statement: idempotency key, event, and everything derived from it. Steps in
 * `after` follow in the same transaction, all or nothing. A repeated request gets the stored response. Returns the database's
 * refusal (Exceptions).
 */
export async function perform(
  token: string,
  post: Post,
  after: readonly Post[] = [],
): Promise<Performed | DatabaseRefusal> {
  try {
    if (after.length === 0) return await answerOf(appDb(), token, post);
    return await appDb().transaction(async (tx) => {
      const first = await answerOf(tx, token, post);
      for (const next of after) await answerOf(tx, token, next);
      return first;
    });
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) return refusal;
    throw error;
  }
}

/** The stored response of a repeated request, or null: sending a form twice must not look like a refusal. */
export async function firstAnswer(token: string, { key, hash }: Pick<Post, "key" | "hash">): Promise<Performed | null> {
  const [row] = await rowsOf(appDb(), answeredSql`select first_answer(${sha256(token)}, ${key}, ${hash}) as answer`);
  return row?.answer ?? null;
}

type Met = { step: string; subject: SubjectType; id: number | null; sentence: string; clause: string };

/** Records a refusal on the chain of the person of `token`, in a transaction of its own, because the refused step was rolled back. */
export async function recordRefusal(token: string, { step, subject, id, sentence, clause }: Met): Promise<void> {
  await appDb().execute(
    sql`select record_refusal(${sha256(token)}, ${step}, ${subject}, ${id}, ${sentence}, ${clause})`,
  );
}

async function answerOf(
  db: Database,
  token: string,
  { key, hash, subject, id, step, readAt, input }: Post,
): Promise<Performed> {
  const [row] = await rowsOf(
    db,
    takenSql`select take_step(${token}, ${key}, ${hash}, ${subject}, ${id}, ${step}, ${readAt}, ${JSON.stringify(input)}::jsonb) as answer`,
  );
  if (!row) throw new Error("a step was taken and not answered");
  return row.answer;
}
