import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { instant, list, named, record } from "@/db/connection/row";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { type HeldRoster, mostHeld } from "@/lib/on-call/roster-file/held-shifts";
import type { Tier } from "@/lib/rules/record";

/** The rosters of a tier with shifts between two instants (epoch milliseconds), without withdrawn ones; newest first. */
export async function readHeld(tier: Tier, from: number, until: number): Promise<readonly HeldRoster[]> {
  const rows = await rowsOf(appDb(), heldQuery(tier, from, until));
  return rows.map(({ held }) => held);
}

const at = (ms: number): SQL => sql`${new Date(ms).toISOString()}::timestamptz`;

const heldSql = sqlWith({
  held: record({
    id: z.int(),
    name: z.string(),
    stepSeq: z.int(),
    placedBy: z.string(),
    placedAt: instant,
    shifts: z.int(),
    whole: z.tuple([instant, instant]).readonly(),
    beyond: z.int(),
    people: list(named),
    turns: list(z.tuple([z.int(), z.int()]).readonly()),
  }),
});

/** Take-overs are left out: they replace other shifts anyway, so nothing overlaps them. */
const heldQuery = (tier: Tier, from: number, until: number) =>
  heldSql`
  select jsonb_build_object('id', r.id, 'name', r.name, 'stepSeq', r.step_seq, 'placedBy', p.name, 'placedAt', utc(r.placed_at), 'shifts', count(*),
    'whole', jsonb_build_array(utc(min(lower(s.during))), utc(max(upper(s.during)))), 'beyond', count(*) filter (where lower(s.during) >= ${at(until)}),
    'people', jsonb_agg(distinct jsonb_build_object('id', w.id, 'name', w.name)),
    'turns', jsonb_agg(jsonb_build_array((extract(epoch from lower(s.during)) * 1000)::bigint, (extract(epoch from upper(s.during)) * 1000)::bigint))) as held
  from rosters r join people p on p.id = r.placed_by join shifts s on s.roster_id = r.id join people w on w.id = s.person_id
  where r.status = 'placed' and s.tier = ${tier} and not s.is_take_over and upper(s.during) > windlass_now()
    and exists (select from shifts o where o.roster_id = r.id and o.tier = ${tier} and not o.is_take_over and o.during && tstzrange(${at(from)}, ${at(until)}))
  group by r.id, p.name order by r.id desc limit ${mostHeld}`;
