import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { sha256 } from "@/db/connection/sha256";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { type HistoryLoad, type HistoryRefusal, historyChanges, historyRefusals } from "@/lib/first-run/history-load";

const refusals = Object.keys(historyRefusals) as [HistoryRefusal, ...HistoryRefusal[]];
const outcomeSql = typedSql({ outcome: z.enum(["requested", ...refusals]).nullable() });

/**
 * Orders a year of changes for a demonstration in the name of the person of `token`. Says why not where it is refused; null: the
 * session has no role or ended.
 */
export async function requestHistory(token: string): Promise<"requested" | HistoryRefusal | null> {
  const [row] = await queryRows(
    appDb(),
    outcomeSql`select request_history(${sha256(token)}, ${historyChanges}) as outcome`,
  );
  return row?.outcome ?? null;
}

const loadSql = typedSql({
  planned: z.int(),
  loaded: z.int(),
  waitedSeconds: z.number(),
  elapsedSeconds: z.number().nullable(),
  isOver: z.boolean(),
  failed: z.boolean(),
});

/** The order and how far it is; null where nobody ordered any. */
export async function readHistoryLoad(): Promise<HistoryLoad | null> {
  const [row] = await queryRows(appDb(), historyLoadQuery);
  return row ?? null;
}

/** The query of the order. */
export const historyLoadQuery = loadSql`
  select planned, loaded, extract(epoch from clock_timestamp() - requested_at)::float8 as "waitedSeconds",
    extract(epoch from coalesce(ended_at, clock_timestamp()) - started_at)::float8 as "elapsedSeconds",
    ended_at is not null as "isOver", failed
  from history_loads`;
