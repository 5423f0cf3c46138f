import { z } from "zod";
import { appSql } from "./client";
import { lateChangedParts, type PartOfRulebook } from "./living-rulebook";
import journal from "./migrations/meta/_journal.json";

export type Readiness = {
  ready: boolean;
  database: "reachable" | "away";
  migrations: "current" | "behind" | "unknown";
  /** Whether what decides is what this program writes and started with; `changed` names the parts that are not. */
  rulebook: "current" | "changed" | "unknown";
  changed?: readonly PartOfRulebook[];
};

const answered = z.object({ last: z.coerce.number() });

/** Whether the database answers, the last migration of this build has been applied to it, and its rulebook is this build's. */
export async function readiness(): Promise<Readiness> {
  try {
    const [row] = await appSql()`select coalesce(max(created_at), 0) as last from drizzle.__drizzle_migrations`;
    const current = answered.parse(row).last >= Math.max(...journal.entries.map(({ when }) => when));
    if (!current) return { ready: false, database: "reachable", migrations: "behind", rulebook: "unknown" };
    return { database: "reachable", migrations: "current", ...(await rulebookState()) };
  } catch (error) {
    return {
      ready: false,
      database: cameFromPostgres(error) ? "reachable" : "away",
      migrations: "unknown",
      rulebook: "unknown",
    };
  }
}

// Who was let read more is told, and steps are judged as before: that alone takes the product from nobody.
async function rulebookState(): Promise<Pick<Readiness, "ready" | "rulebook" | "changed">> {
  const changed = await lateChangedParts().catch(() => null);
  if (changed === null) return { ready: true, rulebook: "unknown" };
  if (changed.length === 0) return { ready: true, rulebook: "current" };
  return { ready: changed.every((part) => part === "grants"), rulebook: "changed", changed };
}

// An answer, though a refusal: the table of migrations is not there, or not to be read.
function cameFromPostgres(error: unknown): boolean {
  return error instanceof Error && error.name === "PostgresError" && "code" in error && /^42/.test(String(error.code));
}
