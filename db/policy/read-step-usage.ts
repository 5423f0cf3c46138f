import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { type Database, runQuery } from "@/db/connection/typed-sql";
import { stepUsageDaily } from "@/db/schema/policy";
import type { StepUsage } from "@/lib/policy/clause-coverage";

/** How often each step was taken, and each clause cited by a refusal, in the last 90 UTC days, as far as events are sequenced. */
export const readStepUsage = (): Promise<readonly StepUsage[]> => runQuery(stepUsageQuery);

const { day, subjectType, step, type, clause, times } = stepUsageDaily;

// A subquery, so that the volatile clock is called once and not for each row.
/** The query of the uses of the last 90 days. */
export const stepUsageQuery = (db: Database = appDb()) =>
  db
    .select({ recordType: subjectType, step, type, clause, times: sql`sum(${times})`.mapWith(Number) })
    .from(stepUsageDaily)
    .where(sql`${day} > (select (windlass_now() at time zone 'UTC')::date - 90)`)
    .groupBy(subjectType, step, type, clause);
