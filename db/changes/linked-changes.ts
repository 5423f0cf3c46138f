import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { strictRow } from "@/db/connection/row-schemas";
import { changeStatuses } from "@/lib/rules/record";
import { displayTitleOf } from "./display-title";

export const linkedChange = strictRow({
  number: z.string(),
  title: z.string(),
  status: z.enum(changeStatuses),
});

/** Another change as a page links it. */
export type LinkedChange = z.infer<typeof linkedChange>;

const linkedJson = sql`jsonb_build_object('number', o.number, 'title', ${displayTitleOf("o")}, 'status', o.status)`;

/** The change that this one follows up, or null. */
export const followedChangeOf = (change: string): SQL =>
  sql`(select ${linkedJson} from follow_ups f join changes o on o.id = f.follows_id where f.change_id = ${sql.raw(change)})`;

/** The follow-ups of this change, oldest first. */
export const followUpsOf = (change: string): SQL =>
  sql`(select coalesce(jsonb_agg(${linkedJson} order by o.id), '[]') from follow_ups f join changes o on o.id = f.change_id
    where f.follows_id = ${sql.raw(change)})`;
