import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb, searchDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { deadlineFields, instant, shapeOf, strictRow } from "@/db/connection/row-schemas";
import { constantSql, queryRows, typedSql } from "@/db/connection/typed-sql";
import type { ChangeFilter, ChangeSort } from "@/lib/changes/change-filter";
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

/** How many changes match, exact up to a limit; `more` where there are more than that. */
export type MatchCount = { readonly count: number; readonly more: boolean };

/** A page of the list, and where the next one begins: null on the last. */
type ListPage = {
  readonly changes: readonly (ListedChange & { readonly since?: string })[];
  readonly next: Pick<ChangeFilter, "before" | "at"> | null;
  readonly matching: MatchCount;
  readonly now: string;
};

/** Counted no further: a list costs the same however long the history is. The words of a search are dearer to look at. */
const countLimits = { list: 500, search: 100 };

/** One page of changes for the filter, in its order; `context` says for whom and when a quick filter shows. */
export async function listChanges(filter: ChangeFilter, context?: QuickFilterContext): Promise<ListPage> {
  const rows = await queryRows(filter.q ? searchDb() : appDb(), listQuery(filter, context));
  const page = rows.slice(0, changesPerPage);
  const named = await withNames(
    page.map(({ change }) => change),
    filter,
  );
  const limit = countLimitOf(filter);
  const count = rows[0]?.count ?? 0;
  return {
    changes: named.map((change, row) => {
      const since = filter.sort === "event" ? page[row]?.lastEventAt : undefined;
      return since ? { ...change, since } : change;
    }),
    next: rows.length > changesPerPage ? cursorAfter(page.at(-1), filter) : null,
    matching: { count: Math.min(count, limit), more: count > limit },
    now: rows[0]?.now ?? "",
  };
}

const countLimitOf = ({ q }: ChangeFilter): number => (q ? countLimits.search : countLimits.list);

function cursorAfter(
  row: { change: Pick<ListedChange, "id" | "windowStart">; lastEventAt: string } | undefined,
  { sort }: ChangeFilter,
): ListPage["next"] {
  if (!row) return null;
  const { change, lastEventAt } = row;
  const at = { event: lastEventAt, window: change.windowStart ?? undefined };
  return { before: change.id, ...(sort && { at: at[sort] }) };
}

const listedSql = typedSql({
  change: listedChangeRow,
  lastEventAt: instant,
  count: z.int(),
  now: instant,
});

/** The query of a page, with the count of all that match up to one more than the limit. Each order is read from an index. */
export const listQuery = (filter: ChangeFilter, context?: QuickFilterContext) => {
  const order = orderOf(filter);
  const matching = [...conditions(filter), ...shownBy(filter, context)];
  return listedSql`
    select json_build_object(${filter.client || filter.system ? listedColumnsInView(filter) : listedColumns}) as change,
      ${isoInstant("c.last_event_at")} as "lastEventAt",
      (select count(*)::int from (select from changes c where ${sql.join(matching, sql` and `)} order by ${order} limit ${countLimitOf(filter) + 1}) n) as count,
      ${isoInstant("clock.now")} as now
    from (select c.* from changes c where ${sql.join([...matching, ...laterPage(filter)], sql` and `)} order by ${order} limit ${changesPerPage + 1}) c,
      (select windlass_now() as now) clock order by ${order}`;
};

const sortColumns: Readonly<Record<ChangeSort, SQL>> = {
  event: sql`c.last_event_at`,
  window: sql`c.window_start`,
};

/** Within a period by creation, else by number; an index is read from either end. */
function orderOf({ sort, order, from, to }: ChangeFilter): SQL {
  const direction = order ? sql`asc` : sql`desc`;
  const column = sort ? sortColumns[sort] : from || to ? sql`c.created_at` : null;
  return column ? sql`${column} ${direction}, c.id ${direction}` : sql`c.id ${direction}`;
}

/** What follows the page before. */
function laterPage({ sort, order, from, to, before, at }: ChangeFilter): SQL[] {
  if (!before) return [];
  const follows = order ? sql`>` : sql`<`;
  if (sort) return at ? [sql`(${sortColumns[sort]}, c.id) ${follows} (${at}::timestamptz, ${before})`] : [];
  return [
    from || to
      ? sql`(c.created_at, c.id) ${follows} (select created_at, id from changes where id = ${before})`
      : sql`c.id ${follows} ${before}`,
  ];
}

// Whoever names no reader sees the whole list.
const shownBy = ({ show }: ChangeFilter, context?: QuickFilterContext): SQL[] =>
  show && context ? [sql`c.id in (${quickFilterIds(show, context)})`] : [];

function conditions({ q, type, status, category, system, client, person, from, to, sort }: ChangeFilter): SQL[] {
  const number = /^(?:chg-)?(\d{1,15})$/i.exec(q ?? "")?.[1];
  return [
    sql`true`,
    ...(sort === "window" ? [sql`c.window_start is not null`] : []),
    ...(number
      ? [sql`c.id = ${Number(number)}`]
      : q
        ? [sql`c.search @@ websearch_to_tsquery('english', ${toSearchQuery(q)})`]
        : []),
    // A search must not find a change by texts that the client may not read.
    ...(q && !number && (client || system) ? [sql`not ${isWithheld({ client, system })}`] : []),
    ...(type ? [sql`c.type = ${type}`] : []),
    ...(status ? [hasStatus(status)] : []),
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

// One status is read from its index in the order of the numbers.
const hasStatus = (statuses: readonly string[]): SQL =>
  statuses.length === 1 ? sql`c.status = ${statuses[0]}` : sql`c.status = any (${`{${statuses.join(",")}}`}::text[])`;

/** Changes `c` that touch the system. */
export const touchesSystem = (system: number | SQL): SQL =>
  sql`exists (select from change_systems t where t.change_id = c.id and t.system_id = ${system})`;

/** Changes `c` that touch a system of the client. */
export const touchesClient = (client: number | SQL): SQL =>
  sql`exists (select from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id and s.client_id = ${client})`;
