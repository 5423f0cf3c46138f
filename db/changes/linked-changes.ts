import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { record } from "@/db/connection/row";
import { changeStatuses } from "@/lib/rules/record";
import { shownTitleOf } from "./shown-title";

export const linkedChange = record({
  number: z.string(),
  title: z.string(),
  status: z.enum(changeStatuses),
});

/** Another change as a page links it. */
export type LinkedChange = z.infer<typeof linkedChange>;

const linked = sql`jsonb_build_object('number', o.number, 'title', ${shownTitleOf("o")}, 'status', o.status)`;

/** The change that this one follows up, or null. */
export const followedBy = (change: string): SQL =>
  sql`(select ${linked} from follow_ups f join changes o on o.id = f.follows_id where f.change_id = ${sql.raw(change)})`;

/** The follow-ups of this change, oldest first. */
export const followUpsOf = (change: string): SQL =>
  sql`(select coalesce(jsonb_agg(${linked} order by o.id), '[]') from follow_ups f join changes o on o.id = f.change_id
    where f.follows_id = ${sql.raw(change)})`;
