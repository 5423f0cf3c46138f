import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { changeTypes, type RecordType } from "@/lib/rules/record";
import { isLimited, type TokenLimits, withinLimits } from "./token-limits";

const headSql = typedSql({ type: z.enum([...changeTypes, ""]), version: z.int() });

/** The type of a record, empty where it has none, and the number of its last step; null where the token may not see it. */
export async function readRecordHead(recordType: RecordType, id: number, limits: TokenLimits) {
  const [row] = await queryRows(appDb(), recordHeadQuery(recordType, id, limits));
  return row ?? null;
}

/** The query of a record's head. What is about no system is open to everybody here, and the trigger judges steps on it. */
const recordHeadQuery = (recordType: RecordType, id: number, limits: TokenLimits) => headSql`
  select s.type, s.step_seq as version from current_state(${recordType}, ${id}::bigint) s where s.status is not null
    and ${isLimited(limits) && aboutSystems.has(recordType) ? withinLimits(recordType, sql`${id}::bigint`, limits) : sql`true`}`;

const aboutSystems: ReadonlySet<RecordType> = new Set<RecordType>(["change", "incident", "system"]);
