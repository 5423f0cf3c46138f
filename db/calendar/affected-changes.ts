import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { displayTitle } from "@/db/changes/display-title";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { FreezeScope } from "@/lib/rules/record";
import type { TimeSpan } from "@/lib/time/expand-recurrence";

export const affectedChange = strictRow({
  number: z.string(),
  title: z.string(),
  windowStart: instant,
  windowEnd: instant,
  waived: z.boolean(),
});

/** A scheduled change whose window overlaps a freeze; `waived` when a lead scheduled it in spite of conflicts. */
export type AffectedChange = z.infer<typeof affectedChange>;

/** At most this many are listed. */
export const maxAffectedShown = 50;

/** The scheduled changes that a freeze of `covers` ("all", "client:3", "system:7") with these spans would affect, the next first. */
export async function readAffectedChanges(
  covers: string,
  spans: readonly TimeSpan[],
): Promise<readonly AffectedChange[]> {
  const [row] = await queryRows(appDb(), affectedQuery(covers, spans));
  return row?.touches ?? [];
}

const affectedSql = typedSql({ touches: listOf(affectedChange) });

/** For a freeze that is not placed yet. */
export function affectedQuery(covers: string, spans: readonly TimeSpan[]) {
  const [scope, id] = covers.split(":");
  return affectedSql`select ${affectedChanges({
    covers: sql`${scope}::text`,
    client: sql`${id ?? null}::bigint`,
    system: sql`${id ?? null}::bigint`,
    spans: sql`(select tstzrange((x ->> 0)::timestamptz, (x ->> 1)::timestamptz) as during from jsonb_array_elements(${JSON.stringify(spans)}::text::jsonb) x)`,
  })} as touches`;
}

type FreezeScopeSql = { readonly covers: SQL; readonly client: SQL; readonly system: SQL; readonly spans: SQL };
const scopes = { all: "all", client: "client", system: "system" } as const satisfies Record<FreezeScope, FreezeScope>;

/** The same as a subquery that yields a JSON list. It starts from reservations, of which there are few. */
export const affectedChanges = ({ covers, client, system, spans }: FreezeScopeSql): SQL => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('number', c.number, 'title', ${displayTitle}, 'windowStart', ${isoInstant("c.window_start")},
      'windowEnd', ${isoInstant("c.window_end")}, 'waived', c.window_waived) order by c.window_start, c.id), '[]')
    from (select c.* from changes c where c.status = 'scheduled' and c.id in (
      select h.change_id from system_reservations h join ${spans} frozen on frozen.during && h.during
      where ${covers} = ${scopes.all} or ${covers} = ${scopes.system} and h.system_id = ${system}
        or ${covers} = ${scopes.client} and h.system_id in (select y.id from systems y where y.client_id = ${client}))
      order by c.window_start, c.id limit ${maxAffectedShown}) c)`;
