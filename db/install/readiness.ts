import { z } from "zod";
import { appSql } from "@/db/connection/client";
import { DatabaseError } from "@/db/connection/database-error";
import journal from "@/db/migrations/meta/_journal.json";
import { lateChangedParts, type PartOfRulebook } from "@/db/rules/living-rulebook";
import { troubleWords } from "@/lib/web/database-trouble";

type Readiness = {
  ready: boolean;
  database: "reachable" | "read-only" | "away";
  migrations: "current" | "behind" | "unknown";
  /** Whether the rulebook is the one that this program wrote and started with; `changed` names the parts that differ. */
  rulebook: "current" | "changed" | "unknown";
  changed?: readonly PartOfRulebook[];
  /** What is wrong with the database, for people. */
  words?: string;
};

const unready = { ready: false, migrations: "unknown", rulebook: "unknown" } as const;
const answered = z.object({ last: z.coerce.number(), isReadOnly: z.boolean() });

/** Whether the database answers, the last migration of this build has been applied to it, and its rulebook is this build's. */
export async function readiness(): Promise<Readiness> {
  try {
    const [row] = await appSql()`
      select coalesce(max(created_at), 0) as last, pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly"
      from drizzle.__drizzle_migrations`;
    const { last, isReadOnly } = answered.parse(row);
    const current = last >= Math.max(...journal.entries.map(({ when }) => when));
    const migrations = current ? "current" : "behind";
    if (isReadOnly) return { ...unready, database: "read-only", migrations, words: wordsOf("read-only") };
    if (!current) return { ...unready, database: "reachable", migrations };
    return { database: "reachable", migrations, ...(await rulebookState()) };
  } catch (error) {
    if (cameFromPostgres(error)) return { ...unready, database: "reachable" };
    return { ...unready, database: "away", words: wordsOf("away") };
  }
}

// Changed grants are reported, but steps are still judged as before, so they alone do not make the product unready.
async function rulebookState(): Promise<Pick<Readiness, "ready" | "rulebook" | "changed">> {
  const changed = await lateChangedParts().catch(() => null);
  if (changed === null) return { ready: true, rulebook: "unknown" };
  if (changed.length === 0) return { ready: true, rulebook: "current" };
  return { ready: changed.every((part) => part === "grants"), rulebook: "changed", changed };
}

// The database answered: the table of migrations is missing or not readable.
function cameFromPostgres(error: unknown): boolean {
  return error instanceof DatabaseError && error.code.startsWith("42");
}

const wordsOf = (trouble: "away" | "read-only") => `${troubleWords[trouble].happened} ${troubleWords[trouble].next}`;
