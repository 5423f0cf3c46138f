import { sql } from "drizzle-orm";
import { displayTitle } from "@/db/changes/display-title";
import { touchesClient, touchesSystem } from "@/db/changes/list-changes";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { changeRow } from "@/lib/api/records/change";
import { allOf, personJson, type RowsRequest, rowCount, rowsBehind } from "./list-rows";
import { withinLimits } from "./token-limits";

type ChangesRequest = RowsRequest<{
  readonly status?: string | undefined;
  readonly type?: string | undefined;
  readonly client?: number | undefined;
  readonly system?: number | undefined;
}>;

/** Changes by number, for the API. */
export async function readApiChanges(request: ChangesRequest) {
  const rows = await queryRows(appDb(), apiChangesQuery(request));
  return rows.map(({ item }) => item);
}

const changeSql = typedSql({ item: changeRow });

/** The query of a page of changes. */
export const apiChangesQuery = (request: ChangesRequest) => {
  const { status, type, client, system, limits } = request;
  const conditions = [
    rowsBehind(sql`c.id`, request),
    ...(status ? [sql`c.status = ${status}`] : []),
    ...(type ? [sql`c.type = ${type}`] : []),
    ...(system ? [touchesSystem(system)] : []),
    ...(client ? [touchesClient(client)] : []),
    withinLimits("change", sql`c.id`, limits),
  ];
  return changeSql`
    select jsonb_build_object('number', c.number, 'type', c.type, 'status', c.status, 'revision', c.revision, 'version', c.step_seq,
      'title', ${displayTitle}, 'category', c.category, 'systems', ${systemsOfChange}, 'entry', c.entry_id,
      'author', ${personJson("c.author_id")}, 'implementer', ${personJson("c.implementer_id")}, 'executor', ${personJson("c.who_id")},
      'windowStart', ${isoInstant("c.window_start")}, 'windowEnd', ${isoInstant("c.window_end")}, 'createdAt', ${isoInstant("c.created_at")},
      'approvedAt', ${isoInstant("c.approved_at")}, 'startedAt', ${isoInstant("c.started_at")}, 'endedAt', ${isoInstant("c.ended_at")}) as item
    from (select c.* from changes c where ${allOf(conditions)} order by c.id limit ${rowCount(request)}) c order by c.id`;
};

const systemsOfChange = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name,
    'client', jsonb_build_object('id', k.id, 'name', k.name)) order by s.id), '[]')
  from change_systems t join systems s on s.id = t.system_id join clients k on k.id = s.client_id where t.change_id = c.id)`;
