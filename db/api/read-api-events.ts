import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { eventRow } from "@/lib/api/records/registers";
import { personJson, type RowsRequest, rowCount, rowsBehind } from "./list-rows";

/** Events in the order of the ledger, so that none is lost to somebody who walks while others write. */
export async function readApiEvents(request: RowsRequest) {
  const rows = await queryRows(appDb(), apiEventsQuery(request));
  return rows.map(({ item }) => item);
}

const eventSql = typedSql({ item: eventRow });

/** The query of a page of events. */
export const apiEventsQuery = (request: RowsRequest) => eventSql`
  select jsonb_build_object('index', l.log_index, 'event', e.id, 'recordType', e.subject_type,
    'number', case e.subject_type when 'change' then 'CHG-' when 'incident' then 'INC-' else '' end || e.subject_id,
    'seq', e.seq, 'step', e.step, 'person', ${personJson("e.person_id")}, 'at', ${isoInstant("e.received_at")}, 'status', e.to_status, 'revision', e.revision,
    'canonical', e.canonical, 'hash', encode(e.hash, 'hex')) as item
  from (select log_index, event_id from ledger_entries where ${rowsBehind(sql`log_index`, request)} order by log_index limit ${rowCount(request)}) l
  join events e on e.id = l.event_id order by l.log_index`;
