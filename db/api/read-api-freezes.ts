import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { freeze } from "@/lib/api/records/registers";
import { allOf, type RowsRequest, rowCount, rowsBehind } from "./list-rows";
import { isLimited, isPermittedSystem } from "./token-limits";

type FreezesRequest = RowsRequest<{ readonly status?: string | undefined }>;

const maxSpans = 100;

/** Freezes by number, for the API: those of everything, and those of clients and systems that the token is limited to. */
export async function readApiFreezes(request: FreezesRequest) {
  const rows = await queryRows(appDb(), apiFreezesQuery(request));
  return rows.map(({ item }) => item);
}

const freezeSql = typedSql({ item: freeze.row });

/** The query of a page of freezes. */
const apiFreezesQuery = (request: FreezesRequest) => freezeSql`
  select jsonb_build_object('id', f.id, 'name', f.name, 'status', f.status, 'version', f.step_seq, 'scope', f.covers,
    'covers', case when f.client_id is not null then 'client:' || f.client_id when f.system_id is not null then 'system:' || f.system_id else 'all' end,
    'timezone', f.timezone, 'repeats', f.repeats, 'placedAt', ${isoInstant("f.placed_at")}, 'liftedAt', ${isoInstant("f.lifted_at")},
    'spans', (select coalesce(jsonb_agg(jsonb_build_object('from', ${isoInstant("lower(n.during)")}, 'until', ${isoInstant("upper(n.during)")}) order by n.during), '[]')
      from (select z.during from freeze_spans z where z.freeze_id = f.id and z.during && tstzrange(clock.now, null) order by z.during limit ${maxSpans}) n)) as item
  from (select windlass_now() as now) clock, freezes f where ${allOf([
    rowsBehind(sql`f.id`, request),
    ...(request.status ? [sql`f.status = ${request.status}`] : []),
    ...(isLimited(request.limits) ? [coversPermitted(request)] : []),
  ])} order by f.id limit ${rowCount(request)}`;

const coversPermitted = ({ limits }: FreezesRequest) => sql`(f.client_id is null and f.system_id is null
  or exists (select from systems s where (s.client_id = f.client_id or s.id = f.system_id) and ${isPermittedSystem(limits)}))`;
