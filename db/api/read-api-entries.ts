import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { systemName } from "@/db/connection/display-name";
import { textBody } from "@/db/connection/text-body";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { entry } from "@/lib/api/records/registers";
import { allOf, type RowsRequest, rowCount, rowsBehind } from "./list-rows";
import { isLimited, isPermittedSystem } from "./token-limits";

type EntriesRequest = RowsRequest<{ readonly status?: string | undefined }>;

/** Catalogue entries by number, for the API; of one that is for several clients, a token reads only what it is limited to. */
export async function readApiEntries(request: EntriesRequest) {
  const rows = await queryRows(appDb(), apiEntriesQuery(request));
  return rows.map(({ item }) => item);
}

const entrySql = typedSql({ item: entry.row });

/** The query of a page of entries. */
const apiEntriesQuery = (request: EntriesRequest) => {
  const permitted = isPermittedSystem(request.limits);
  const coversPermitted = sql`exists (select from systems s where ${permitted}
    and (s.id in (select t.system_id from entry_systems t where t.entry_id = e.id) or s.client_id in (select t.client_id from entry_clients t where t.entry_id = e.id)))`;
  return entrySql`
  select jsonb_build_object('id', e.id, 'entryKind', e.kind, 'status', e.status, 'version', e.step_seq, 'revision', e.version,
    'title', ${textBody("e.title_text_id")}, 'category', e.category, 'what', ${textBody("e.what_text_id")}, 'rollbackPlan', ${textBody("e.rollback_plan_text_id")},
    'verification', ${textBody("e.verification_text_id")}, 'blanks', e.template_fields, 'reversible', e.reversible, 'allowedInFreeze', e.allowed_in_freeze,
    'expiresOn', e.expires_on, 'replaces', e.replaces_id,
    'systems', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', ${systemName("s")}) order by s.id), '[]')
      from entry_systems t join systems s on s.id = t.system_id where t.entry_id = e.id and ${permitted}),
    'clients', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name) order by k.id), '[]') from entry_clients t join clients k on k.id = t.client_id
      where t.entry_id = e.id and exists (select from systems s where s.client_id = k.id and ${permitted}))) as item
  from entries e where ${allOf([
    rowsBehind(sql`e.id`, request),
    ...(request.status ? [sql`e.status = ${request.status}`] : []),
    ...(isLimited(request.limits) ? [coversPermitted] : []),
  ])} order by e.id limit ${rowCount(request)}`;
};
