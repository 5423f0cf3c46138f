import { type SQL, sql } from "drizzle-orm";
import type { Status, SubjectType } from "../lib/record";
import type { Step } from "../lib/rules";
import { appDb } from "./client";
import { type DatabaseRefusal, refusalIn } from "./refusal-in";
import { rowsOf } from "./rows";
import { asCaller } from "./session-of";

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
 * Takes one step as the person of `token`, in one transaction: the post's key, the event, and all that follows from it.
 * The same post again returns its first answer. Refuses with what the database says (Exceptions).
 */
export async function perform(token: string, post: Post): Promise<Performed | DatabaseRefusal> {
  try {
    return await appDb().transaction(async (tx) => {
      await tx.execute(asCaller(token));
      const [taken] = await rowsOf<{ answer: Performed | null }>(
        tx,
        sql`select take_post(${post.key}, ${post.hash}) as answer`,
      );
      if (taken?.answer) return taken.answer;
      const [event] = await rowsOf<{ id: string; status: Status }>(tx, eventOf(post));
      if (!event) throw new Error("an event was inserted and not returned");
      const performed: Performed = { ok: true, id: Number(event.id), status: event.status };
      await tx.execute(sql`select answer_post(${post.key}, ${post.hash}, ${JSON.stringify(performed)}::jsonb)`);
      return performed;
    });
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) return refusal;
    throw error;
  }
}

/** What the same post was answered when it was first sent, or null: a form sent twice is no refusal. */
export async function firstAnswer(token: string, { key, hash }: Pick<Post, "key" | "hash">): Promise<Performed | null> {
  return appDb().transaction(async (tx) => {
    await tx.execute(asCaller(token));
    const [row] = await rowsOf<{ answer: Performed | null }>(tx, sql`select first_answer(${key}, ${hash}) as answer`);
    return row?.answer ?? null;
  });
}

/** Writes a refusal that the person of `token` met, on their own chain, after the refused transaction is gone. */
export async function recordRefusal(
  token: string,
  met: { step: string; subject: SubjectType; id: number | null; sentence: string; clause: string },
) {
  await appDb().transaction(async (tx) => {
    await tx.execute(asCaller(token));
    await tx.execute(
      sql`select record_refusal(${met.step}, ${met.subject}, ${met.id}, ${met.sentence}, ${met.clause})`,
    );
  });
}

const eventOf = ({ subject, id, step, readAt, input }: Post): SQL => sql`
  insert into events (subject_type, subject_id, step, read_at, input)
  values (${subject}, ${id}, ${step}, ${readAt}, ${JSON.stringify(input)}::jsonb)
  returning subject_id as id, to_status as status`;
