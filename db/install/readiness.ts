import { z } from "zod";
import { appSql } from "@/db/connection/client";
import { DatabaseError } from "@/db/connection/database-error";
import journal from "@/db/migrations/meta/_journal.json";
import { cachedChangedRulebookParts, type RulebookPart } from "@/db/rules/changed-rulebook-parts";
import { databaseFailureAdvice } from "@/lib/web/database-failure";

type Readiness = {
  ready: boolean;
  database: "reachable" | "read-only" | "away";
  migrations: "current" | "behind" | "unknown";
  /** Whether the rulebook is the one that this program wrote and started with; `changed` names the parts that differ. */
  rulebook: "current" | "changed" | "unknown";
  changed?: readonly RulebookPart[];
  /** What is wrong with the database, for people. */
  words?: string;
};

const notReady = { ready: false, migrations: "unknown", rulebook: "unknown" } as const;
const readinessRow = z.object({ last: z.coerce.number(), isReadOnly: z.boolean() });

/** Whether the database answers, the last migration of this build has been applied to it, and its rulebook is this build's. */
export async function readiness(): Promise<Readiness> {
  try {
    const [row] = await appSql()`
      select coalesce(max(created_at), 0) as last, pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly"
      from drizzle.__drizzle_migrations`;
    const { last, isReadOnly } = readinessRow.parse(row);
    const current = last >= Math.max(...journal.entries.map(({ when }) => when));
    const migrations = current ? "current" : "behind";
    if (isReadOnly)
      return { ...notReady, database: "read-only", migrations, words: databaseFailureAdvice("read-only") };
    if (!current) return { ...notReady, database: "reachable", migrations };
    return { database: "reachable", migrations, ...(await rulebookState()) };
  } catch (error) {
    if (isAnswerFromPostgres(error)) return { ...notReady, database: "reachable" };
    return { ...notReady, database: "away", words: databaseFailureAdvice("away") };
  }
}

// Changed grants are reported, but steps are still judged as before, so they alone do not make the product unready.
async function rulebookState(): Promise<Pick<Readiness, "ready" | "rulebook" | "changed">> {
  const changed = await cachedChangedRulebookParts().catch(() => null);
  if (changed === null) return { ready: true, rulebook: "unknown" };
  if (changed.length === 0) return { ready: true, rulebook: "current" };
  return { ready: changed.every((part) => part === "grants"), rulebook: "changed", changed };
}

// The database answered: the table of migrations is missing or not readable.
function isAnswerFromPostgres(error: unknown): boolean {
  return error instanceof DatabaseError && error.code.startsWith("42");
}
