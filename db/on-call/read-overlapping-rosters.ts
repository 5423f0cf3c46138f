import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, named, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { maxOverlappingRosters, type OverlappingRoster } from "@/lib/on-call/roster-file/overlapping-rosters";
import type { Tier } from "@/lib/rules/record";

/** The rosters of a tier with shifts between two instants (epoch milliseconds), without withdrawn ones; newest first. */
export async function readOverlappingRosters(
  tier: Tier,
  from: number,
  until: number,
): Promise<readonly OverlappingRoster[]> {
  const rows = await queryRows(appDb(), overlappingQuery(tier, from, until));
  return rows.map(({ held }) => held);
}

const timestampOf = (ms: number): SQL => sql`${new Date(ms).toISOString()}::timestamptz`;

const overlappingSql = typedSql({
  held: strictRow({
    id: z.int(),
    name: z.string(),
    stepSeq: z.int(),
    placedBy: z.string(),
    placedAt: instant,
    shifts: z.int(),
    whole: z.tuple([instant, instant]).readonly(),
    beyond: z.int(),
    people: listOf(named),
    turns: listOf(z.tuple([z.int(), z.int()]).readonly()),
  }),
});

/** Take-overs are left out: they replace other shifts anyway, so nothing overlaps them. */
const overlappingQuery = (tier: Tier, from: number, until: number) =>
  overlappingSql`
  select jsonb_build_object('id', r.id, 'name', r.name, 'stepSeq', r.step_seq, 'placedBy', p.name, 'placedAt', ${isoInstant("r.placed_at")}, 'shifts', count(*),
    'whole', jsonb_build_array(${isoInstant("min(lower(s.during))")}, ${isoInstant("max(upper(s.during))")}), 'beyond', count(*) filter (where lower(s.during) >= ${timestampOf(until)}),
    'people', jsonb_agg(distinct jsonb_build_object('id', w.id, 'name', w.name)),
    'turns', jsonb_agg(jsonb_build_array((extract(epoch from lower(s.during)) * 1000)::bigint, (extract(epoch from upper(s.during)) * 1000)::bigint))) as held
  from rosters r join people p on p.id = r.placed_by join shifts s on s.roster_id = r.id join people w on w.id = s.person_id
  where r.status = 'placed' and s.tier = ${tier} and not s.is_take_over and upper(s.during) > windlass_now()
    and exists (select from shifts o where o.roster_id = r.id and o.tier = ${tier} and not o.is_take_over and o.during && tstzrange(${timestampOf(from)}, ${timestampOf(until)}))
  group by r.id, p.name order by r.id desc limit ${maxOverlappingRosters}`;
