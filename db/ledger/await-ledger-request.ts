import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { poll } from "./poll";

/** What a person can request from the ledger's worker. */
export type LedgerRequest = "sign_checkpoint" | "verify_ledger";

const timeoutMs = 8_000;
const pollIntervalMs = 100;
const maxEventsChecked = 20;

/** Waits until the worker has fulfilled the person's latest request; false on timeout. */
export async function awaitLedgerRequest(
  person: number,
  ledgerRequest: LedgerRequest,
  within = timeoutMs,
): Promise<boolean> {
  const look = async () => {
    const [row] = await queryRows(appDb(), requestStateQuery(person, ledgerRequest));
    return row?.done ? row : null;
  };
  return (await poll(look, pollIntervalMs, within)) !== null;
}

const requestStateSql = typedSql({ done: z.boolean() });

/** Fulfilled means: the newest checkpoint or verification covers the event of the request. */
export const requestStateQuery = (person: number, ledgerRequest: LedgerRequest) =>
  requestStateSql`
  select coalesce(l.log_index <= (select size from ${sql.raw(answeringTables[ledgerRequest])} order by id desc limit 1), false) as done
  from (select id, step from events where subject_type = 'person' and subject_id = ${person} order by seq desc limit ${maxEventsChecked}) e
  left join ledger_entries l on l.event_id = e.id where e.step = ${ledgerRequest} order by e.id desc limit 1`;

const answeringTables: Readonly<Record<LedgerRequest, string>> = {
  sign_checkpoint: "checkpoints",
  verify_ledger: "verifications",
};
