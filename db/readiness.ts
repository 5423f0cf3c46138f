import { z } from "zod";
import { appSql } from "./client";
import journal from "./migrations/meta/_journal.json";

export type Readiness = {
  ready: boolean;
  database: "reachable" | "away";
  migrations: "current" | "behind" | "unknown";
};

const answered = z.object({ last: z.coerce.number() });

/** Whether the database answers, and whether the last migration of this build has been applied to it. */
export async function readiness(): Promise<Readiness> {
  try {
    const [row] = await appSql()`select coalesce(max(created_at), 0) as last from drizzle.__drizzle_migrations`;
    const current = answered.parse(row).last >= Math.max(...journal.entries.map(({ when }) => when));
    return { ready: current, database: "reachable", migrations: current ? "current" : "behind" };
  } catch (error) {
    return { ready: false, database: cameFromPostgres(error) ? "reachable" : "away", migrations: "unknown" };
  }
}

// An answer, though a refusal: the table of migrations is not there, or not to be read.
function cameFromPostgres(error: unknown): boolean {
  return error instanceof Error && error.name === "PostgresError" && "code" in error && /^42/.test(String(error.code));
}
