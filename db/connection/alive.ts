import { type Trouble, troubleOf } from "@/lib/web/database-trouble";
import { appSql } from "./client";
import { DatabaseError } from "./database-error";

const freshMs = 1_000;
const patienceMs = 3_000;

let asked = 0;
let answer: Promise<Trouble | null> = Promise.resolve(null);

/**
 * Why the database cannot record steps, as of at most `withinMs` ago; null when it can. It is asked at most once a second,
 * however many requests want to know. A read-only replica counts as trouble, because no step could be recorded.
 */
export function databaseTrouble(withinMs = freshMs): Promise<Trouble | null> {
  if (Date.now() - asked >= withinMs) {
    asked = Date.now();
    answer = Promise.race([ping(), givenUp()]);
  }
  return answer;
}

async function ping(): Promise<Trouble | null> {
  try {
    const [row] = await appSql()`
      select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly"`;
    return row?.isReadOnly ? "read-only" : null;
  } catch (error) {
    return (error instanceof DatabaseError && troubleOf(error.code)) || "away";
  }
}

function givenUp(): Promise<Trouble> {
  return new Promise((resolve) => void setTimeout(() => resolve("away"), patienceMs).unref());
}
