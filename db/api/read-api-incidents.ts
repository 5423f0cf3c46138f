import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { incidentRow } from "@/lib/api/records/incident";
import { allOf, personJson, type RowsRequest, rowCount, rowsBehind } from "./list-rows";
import { withinLimits } from "./token-limits";

type IncidentsRequest = RowsRequest<{ readonly status?: string | undefined }>;

/** Incidents by number, for the API. */
export async function readApiIncidents(request: IncidentsRequest) {
  const rows = await queryRows(appDb(), apiIncidentsQuery(request));
  return rows.map(({ item }) => item);
}

const incidentSql = typedSql({ item: incidentRow });

/** The query of a page of incidents. */
export const apiIncidentsQuery = (request: IncidentsRequest) => incidentSql`
  select jsonb_build_object('number', i.number, 'status', i.status, 'version', i.step_seq, 'severity', i.severity, 'change', 'CHG-' || i.change_id,
    'owner', ${personJson("i.owner_id")}, 'openedAt', ${isoInstant("i.opened_at")}, 'closedAt', ${isoInstant("i.closed_at")},
    'openFindings', (select count(*) from findings f where f.incident_id = i.id and f.answered_at is null)) as item
  from incidents i where ${allOf([
    rowsBehind(sql`i.id`, request),
    ...(request.status ? [sql`i.status = ${request.status}`] : []),
    withinLimits("incident", sql`i.id`, request.limits),
  ])} order by i.id limit ${rowCount(request)}`;
