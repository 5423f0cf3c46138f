import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { answerTo, type Database } from "@/db/connection/rows";
import { usesByDay } from "@/db/schema/policy";
import type { Use } from "@/lib/policy/coverage";

/** How often each step was taken, and each clause cited by a refusal, in the last 90 UTC days, as far as events are sequenced. */
export const readUses = (): Promise<readonly Use[]> => answerTo(usesQuery);

const { day, subjectType, step, type, clause, times } = usesByDay;

// A subquery, so that the volatile clock is called once and not for each row.
/** The query of the uses of the last 90 days. */
export const usesQuery = (db: Database = appDb()) =>
  db
    .select({ subject: subjectType, step, type, clause, times: sql`sum(${times})`.mapWith(Number) })
    .from(usesByDay)
    .where(sql`${day} > (select (windlass_now() at time zone 'UTC')::date - 90)`)
    .groupBy(subjectType, step, type, clause);
