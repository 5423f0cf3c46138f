import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { delivery } from "@/lib/api/records/registers";
import { allOf, personJson, type RowsRequest, rowCount, rowsBehind } from "./list-rows";

type DeliveriesRequest = RowsRequest<{ readonly status?: string | undefined }>;

/** Deliveries by number, for the API. */
export async function readApiDeliveries(request: DeliveriesRequest) {
  const rows = await queryRows(appDb(), apiDeliveriesQuery(request));
  return rows.map(({ item }) => item);
}

const deliverySql = typedSql({ item: delivery.row });

/** The query of a page of deliveries. */
export const apiDeliveriesQuery = (request: DeliveriesRequest) => deliverySql`
  select jsonb_build_object('id', d.id, 'kind', d.kind, 'channel', d.channel, 'status', d.status, 'version', d.step_seq, 'person', ${personJson("d.person_id")},
    'change', 'CHG-' || d.change_id, 'incident', 'INC-' || d.incident_id, 'event', d.event_id, 'queuedAt', ${isoInstant("d.queued_at")}, 'attempts', d.attempts,
    'nextAttemptAt', ${isoInstant("d.next_attempt_at")}, 'deliveredAt', ${isoInstant("d.delivered_at")}) as item
  from deliveries d where ${allOf([
    rowsBehind(sql`d.id`, request),
    ...(request.status ? [sql`d.status = ${request.status}`] : []),
  ])} order by d.id limit ${rowCount(request)}`;
