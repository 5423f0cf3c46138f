import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { system } from "@/lib/api/records/registers";
import { allOf, personJson, type RowsRequest, rowCount, rowsBehind } from "./list-rows";
import { withinLimits } from "./token-limits";

type SystemsRequest = RowsRequest<{ readonly status?: string | undefined; readonly client?: number | undefined }>;

/** Systems by number, for the API. */
export async function readApiSystems(request: SystemsRequest) {
  const rows = await queryRows(appDb(), apiSystemsQuery(request));
  return rows.map(({ item }) => item);
}

const systemSql = typedSql({ item: system.row });

/** The query of a page of systems. */
const apiSystemsQuery = (request: SystemsRequest) => systemSql`
  select jsonb_build_object('id', s.id, 'name', s.name, 'client', jsonb_build_object('id', k.id, 'name', k.name), 'status', s.status, 'version', s.step_seq,
    'systemKind', s.kind, 'managedSince', ${isoInstant("s.managed_since")}, 'managedUntil', ${isoInstant("s.managed_until")},
    'managed', s.status = 'managed' and s.managed_since <= clock.now and (s.managed_until is null or s.managed_until > clock.now),
    'owner', ${personJson("s.owner_id")}, 'monitoringLinks', s.monitoring_links) as item
  from (select windlass_now() as now) clock, systems s join clients k on k.id = s.client_id where ${allOf([
    rowsBehind(sql`s.id`, request),
    ...(request.status ? [sql`s.status = ${request.status}`] : []),
    ...(request.client ? [sql`s.client_id = ${request.client}`] : []),
    withinLimits("system", sql`s.id`, request.limits),
  ])} order by s.id limit ${rowCount(request)}`;
