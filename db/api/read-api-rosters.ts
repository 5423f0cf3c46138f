import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { roster } from "@/lib/api/records/registers";
import { allOf, personJson, type RowsRequest, rowCount, rowsBehind } from "./list-rows";

type RostersRequest = RowsRequest<{ readonly status?: string | undefined }>;

const maxShifts = 100;

/** Rosters by number, for the API: who is on call is about no client. */
export async function readApiRosters(request: RostersRequest) {
  const rows = await queryRows(appDb(), apiRostersQuery(request));
  return rows.map(({ item }) => item);
}

const rosterSql = typedSql({ item: roster.row });

/** The query of a page of rosters. */
const apiRostersQuery = (request: RostersRequest) => rosterSql`
  select jsonb_build_object('id', r.id, 'name', r.name, 'status', r.status, 'version', r.step_seq, 'placedBy', ${personJson("r.placed_by")},
    'placedAt', ${isoInstant("r.placed_at")}, 'withdrawnAt', ${isoInstant("r.withdrawn_at")},
    'shifts', (select coalesce(jsonb_agg(jsonb_build_object('person', ${personJson("n.person_id")}, 'tier', n.tier,
        'from', ${isoInstant("lower(n.during)")}, 'until', ${isoInstant("upper(n.during)")}) order by n.during, n.id), '[]')
      from (select z.* from shifts z where z.roster_id = r.id and z.during && tstzrange(clock.now, null) order by z.during, z.id limit ${maxShifts}) n)) as item
  from (select windlass_now() as now) clock, rosters r where ${allOf([
    rowsBehind(sql`r.id`, request),
    ...(request.status ? [sql`r.status = ${request.status}`] : []),
  ])} order by r.id limit ${rowCount(request)}`;
