import { type SQL, sql } from "drizzle-orm";
import type { Status, SubjectType } from "../lib/record";
import type { Step } from "../lib/rules";
import { appDb } from "./client";
import { type DatabaseRefusal, refusalIn } from "./refusal-in";
import { rowsOf } from "./rows";
import { sha256 } from "./session-of";

/** A step as a person posted it: on which record, read at which step, with what, and the post's own key and hash. */
export type Post = {
  readonly subject: SubjectType;
  /** Null makes the record. */
  readonly id: number | null;
  readonly step: Step;
  readonly readAt: number | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly hash: Buffer;
};

export type Performed = { readonly ok: true; readonly id: number; readonly status: Status };

/**
 * Takes one step as the person of `token`, in one statement: the post's key, the event, and all that follows from it.
 * The same post again returns its first answer. Refuses with what the database says (Exceptions).
 */
export async function perform(token: string, post: Post): Promise<Performed | DatabaseRefusal> {
  const { key, hash, subject, id, step, readAt, input } = post;
  try {
    return await answerOf(
      sql`select take_step(${token}, ${key}, ${hash}, ${subject}, ${id}, ${step}, ${readAt}, ${JSON.stringify(input)}::jsonb) as answer`,
    );
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) return refusal;
    throw error;
  }
}

/** What the same post was answered when it was first sent, or null: a form sent twice is no refusal. */
export async function firstAnswer(token: string, { key, hash }: Pick<Post, "key" | "hash">): Promise<Performed | null> {
  const [row] = await rowsOf<{ answer: Performed | null }>(
    appDb(),
    sql`select first_answer(${sha256(token)}, ${key}, ${hash}) as answer`,
  );
  return row?.answer ?? null;
}

type Met = { step: string; subject: SubjectType; id: number | null; sentence: string; clause: string };

/** Writes a refusal that the person of `token` met, on their own chain, after the refused step is gone. */
export async function recordRefusal(token: string, { step, subject, id, sentence, clause }: Met): Promise<void> {
  await appDb().execute(
    sql`select record_refusal(${sha256(token)}, ${step}, ${subject}, ${id}, ${sentence}, ${clause})`,
  );
}

async function answerOf(query: SQL): Promise<Performed> {
  const [row] = await rowsOf<{ answer: Performed }>(appDb(), query);
  if (!row) throw new Error("a step was taken and not answered");
  return row.answer;
}
