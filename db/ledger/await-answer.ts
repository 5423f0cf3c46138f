import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { lookedFor } from "./looked-for";

/** What a person can request from the ledger's worker. */
export type Request = "sign_checkpoint" | "verify_ledger";

const waitsMs = 8_000;
const looksEveryMs = 100;
const eventsLookedAt = 20;

/** Waits until the worker has fulfilled the person's latest request; false on timeout. */
export async function awaitAnswer(person: number, asked: Request, within = waitsMs): Promise<boolean> {
  const look = async () => {
    const [row] = await rowsOf(appDb(), answerQuery(person, asked));
    return row?.done ? row : null;
  };
  return (await lookedFor(look, looksEveryMs, within)) !== null;
}

const answerSql = sqlWith({ done: z.boolean() });

/** Fulfilled means: the newest checkpoint or verification covers the event of the request. */
export const answerQuery = (person: number, asked: Request) =>
  answerSql`
  select coalesce(l.place <= (select size from ${sql.raw(answers[asked])} order by id desc limit 1), false) as done
  from (select id, step from events where subject_type = 'person' and subject_id = ${person} order by seq desc limit ${eventsLookedAt}) e
  left join log_entries l on l.event_id = e.id where e.step = ${asked} order by e.id desc limit 1`;

const answers: Readonly<Record<Request, string>> = { sign_checkpoint: "checkpoints", verify_ledger: "verifications" };
