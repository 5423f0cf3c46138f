import { type SQL, sql } from "drizzle-orm";
import { appDb } from "./client";
import { rowsOf } from "./rows";

/** Where the log of all events stands, what was signed of it last, and what its last verification found. */
export type LogHead = {
  /** How many events have their place. */
  readonly size: number;
  /** How many wait for one. */
  readonly waiting: number;
  readonly checkpoint: {
    readonly size: number;
    readonly note: string;
    readonly key: string | null;
    readonly at: string;
  } | null;
  readonly verified: {
    readonly ok: boolean;
    readonly words: string;
    readonly size: number;
    readonly at: string;
  } | null;
};

/** The head of the log now. */
export async function readLogHead(): Promise<LogHead> {
  const [row] = await rowsOf<{ head: LogHead }>(appDb(), logHeadQuery);
  if (!row) throw new Error("the head of the log was not answered");
  return row.head;
}

/** The query of the head of the log. */
export const logHeadQuery: SQL = sql`select jsonb_build_object(
  'size', (select coalesce(max(place), 0) from log_entries), 'waiting', (select count(*) from log_queue),
  'checkpoint', (select jsonb_build_object('size', c.size, 'note', c.note, 'key', to_jsonb(c) ->> 'verifier_key', 'at', utc(c.at))
    from checkpoints c order by c.id desc limit 1),
  'verified', (select jsonb_build_object('ok', v.ok, 'words', v.words, 'size', v.size, 'at', utc(v.ended_at))
    from verifications v order by v.id desc limit 1)) as head`;
