import type { DatabaseFailure } from "@/lib/web/database-failure";
import { appSql } from "./client";
import { databaseFailureIn } from "./database-error";

const maxAgeMs = 1_000;
const timeoutMs = 3_000;

let checkedAt = 0;
let lastAnswer: Promise<DatabaseFailure | null> = Promise.resolve(null);

/**
 * Why the database cannot record steps, as of at most `withinMs` ago; null when it can. It is asked at most once a second,
 * however many requests want to know. A read-only replica counts as trouble, because no step could be recorded.
 */
export function databaseHealth(withinMs = maxAgeMs): Promise<DatabaseFailure | null> {
  if (Date.now() - checkedAt >= withinMs) {
    checkedAt = Date.now();
    lastAnswer = Promise.race([ping(), timeOut()]);
  }
  return lastAnswer;
}

async function ping(): Promise<DatabaseFailure | null> {
  try {
    const [row] = await appSql()`
      select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly"`;
    return row?.isReadOnly ? "read-only" : null;
  } catch (error) {
    return databaseFailureIn(error) ?? "away";
  }
}

function timeOut(): Promise<DatabaseFailure> {
  return new Promise((resolve) => void setTimeout(() => resolve("away"), timeoutMs).unref());
}
