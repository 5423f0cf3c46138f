import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { Use } from "@/lib/policy/coverage";

/** How often each step was taken, and each clause cited by a refusal, in the last 90 days of UTC, as far as the log goes. */
export const readUses = (): Promise<readonly Use[]> => rowsOf<Use>(appDb(), usesQuery());

// The clock is asked once, not for each row.
/** The query of the uses of the last 90 days. */
export const usesQuery = (): SQL => sql`
  select subject_type as subject, step, type, clause, sum(times)::float8 as times from uses_by_day
  where day > (select (windlass_now() at time zone 'UTC')::date - 90) group by subject_type, step, type, clause`;
