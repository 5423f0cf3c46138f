import { z } from "zod";
import { quickFilterIds } from "@/db/changes/quick-filter-ids";
import { appDb } from "@/db/connection/client";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { openCountCap } from "@/lib/text/capped-count";

type Reader = { readonly personId: number; readonly now: Date };

/** Counts the open changes that the reader wrote, carries out or is on call for, at most `openCountCap`. */
export async function countOwnChanges(reader: Reader): Promise<number> {
  const [row] = await queryRows(appDb(), ownChangeCountQuery(reader));
  if (!row) throw new Error("A count has one row.");
  return row.count;
}

const countSql = typedSql({ count: z.int() });

/** The query of that count. */
export const ownChangeCountQuery = ({ personId, now }: Reader) =>
  // Whose changes they are does not depend on the zone, nor on the week.
  countSql`select count(*)::int as count from (
    select id from (${quickFilterIds("mine", { reader: personId, now: now.toISOString(), zone: "UTC", weekStart: "monday" })}) ids limit ${openCountCap}) own`;
