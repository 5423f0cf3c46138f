import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";

const maxRecent = 6;

/** The systems of the person's changes among the latest 300, at most six, the latest first. */
export async function readRecentSystems(person: number): Promise<readonly number[]> {
  const rows = await queryRows(appDb(), recentSystemsQuery(person));
  return rows.map(({ system }) => system.id);
}

const recentSystemsSql = typedSql({ system: strictRow({ id: z.int() }) });

/** The query of those systems. */
export const recentSystemsQuery = (person: number) =>
  recentSystemsSql`select json_build_object('id', t.system_id) as system from (select id, author_id, who_id from changes order by id desc limit 300) c
    join change_systems t on t.change_id = c.id where ${sql`${person} in (c.author_id, c.who_id)`}
    group by t.system_id order by max(c.id) desc, t.system_id limit ${maxRecent}`;
