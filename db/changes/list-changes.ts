import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb, searchDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { deadlineFields, instant, shapeOf, strictRow } from "@/db/connection/row-schemas";
import { constantSql, queryRows, typedSql } from "@/db/connection/typed-sql";
import type { ChangeFilter } from "@/lib/changes/change-filter";
import type { ClientView } from "@/lib/systems/client-view";
import { toSearchQuery } from "@/lib/text/search-query";
import { isWithheld, titleInView } from "./client-view";
import { idsOfNames, type RowWithNames, systemIds, withNames } from "./names-in-view";
import { type QuickFilterContext, quickFilterIds } from "./quick-filter-ids";

export const listedChangeRow = strictRow({
  ...shapeOf(deadlineFields),
  ...idsOfNames,
  id: z.int(),
  number: z.string(),
  title: z.string(),
  createdAt: instant,
});

/** A change in a list. Instants are ISO in UTC. */
export type ListedChange = RowWithNames<z.infer<typeof listedChangeRow>>;

export const changesPerPage = 50;

/** The columns of a list for a change `c`, in the view of a client or of all. */
const listedColumnsInView = (view: ClientView): SQL => sql`
  'id', c.id, 'number', c.number, 'type', c.type, 'status', c.status, 'title', ${titleInView(view)},
  'systems', ${systemIds},
  'who', coalesce(c.who_id, c.author_id), 'createdAt', ${isoInstant("c.created_at")},
  'windowStart', ${isoInstant("c.window_start")}, 'windowEnd', ${isoInstant("c.window_end")}, 'rollbackMinutes', c.rollback_minutes, 'approvedAt', ${isoInstant("c.approved_at")}, 'startedAt', ${isoInstant("c.started_at")},
  'factsCompleteAt', ${isoInstant("c.facts_complete_at")}`;

export const listedColumns = constantSql(listedColumnsInView({}));

/** One page of changes for the filter, newest first, and whether there are older ones; `context` says for whom and when a quick filter shows. */
export async function listChanges(
  filter: ChangeFilter,
  context?: QuickFilterContext,
): Promise<{ changes: ListedChange[]; more: boolean; now: string }> {
  const rows = await queryRows(filter.q ? searchDb() : appDb(), listQuery(filter, context));
  const page = rows.slice(0, changesPerPage).map((row) => row.change);
  return {
    changes: await withNames(page, filter),
    more: rows.length > changesPerPage,
    now: rows[0]?.now ?? "",
  };
}

const listedSql = typedSql({ change: listedChangeRow, now: instant });

/** Within a period it orders by creation, else by id, so that either order is read from an index. */
export const listQuery = (filter: ChangeFilter, context?: QuickFilterContext) => {
  const order = filter.from || filter.to ? sql`c.created_at desc, c.id desc` : sql`c.id desc`;
  return listedSql`
    select json_build_object(${filter.client || filter.system ? listedColumnsInView(filter) : listedColumns}) as change, ${isoInstant("clock.now")} as now
    from (select c.* from changes c where ${sql.join([...conditions(filter), ...shownBy(filter, context)], sql` and `)} order by ${order} limit ${changesPerPage + 1}) c,
      (select windlass_now() as now) clock order by ${order}`;
};

// Whoever names no reader sees the whole list.
const shownBy = ({ show }: ChangeFilter, context?: QuickFilterContext): SQL[] =>
  show && context ? [sql`c.id in (${quickFilterIds(show, context)})`] : [];

function conditions({ q, type, status, category, system, client, person, from, to, before }: ChangeFilter): SQL[] {
  const number = /^(?:chg-)?(\d{1,15})$/i.exec(q ?? "")?.[1];
  return [
    sql`true`,
    ...(before ? [from || to ? createdBefore(before) : sql`c.id < ${before}`] : []),
    ...(number
      ? [sql`c.id = ${Number(number)}`]
      : q
        ? [sql`c.search @@ websearch_to_tsquery('english', ${toSearchQuery(q)})`]
        : []),
    // A search must not find a change by texts that the client may not read.
    ...(q && !number && (client || system) ? [sql`not ${isWithheld({ client, system })}`] : []),
    ...(type ? [sql`c.type = ${type}`] : []),
    ...(status ? [sql`c.status = ${status}`] : []),
    ...(category ? [sql`c.category = ${category}`] : []),
    ...(system ? [touchesSystem(system)] : []),
    ...(client ? [touchesClient(client)] : []),
    ...(person
      ? [sql`c.id in (select e.subject_id from events e where e.person_id = ${person} and e.subject_type = 'change')`]
      : []),
    ...(from ? [sql`c.created_at >= ${from}::timestamptz`] : []),
    ...(to ? [sql`c.created_at < ${to}::timestamptz`] : []),
  ];
}

/** Changes `c` that touch the system. */
export const touchesSystem = (system: number | SQL): SQL =>
  sql`exists (select from change_systems t where t.change_id = c.id and t.system_id = ${system})`;

/** Changes `c` that touch a system of the client. */
export const touchesClient = (client: number | SQL): SQL =>
  sql`exists (select from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id and s.client_id = ${client})`;

const createdBefore = (id: number): SQL =>
  sql`(c.created_at, c.id) < (select created_at, id from changes where id = ${id})`;
