import { sql } from "drizzle-orm";
import { z } from "zod";
import { strictRow } from "@/db/connection/row-schemas";
import { constantSql } from "@/db/connection/typed-sql";

/** Seconds since the workers reported; null where none ever did. */
export const workerAges = strictRow({ ledger: z.number().nullable(), notices: z.number().nullable() });

/** The same as JSON, beside a `clock` with the time of the rules. The notices' worker reports in the machine's time. */
export const workerAgesSql = constantSql(sql`json_build_object(
  'ledger', (select extract(epoch from clock.now - s.last_pass_at)::float8 from ledger_worker_status s),
  'notices', (select extract(epoch from clock_timestamp() - max(s.reported_at))::float8 from channel_states s))`);
