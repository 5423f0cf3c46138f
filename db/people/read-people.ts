import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant, isoValue } from "@/db/connection/iso-instant";
import { cacheReferenceData } from "@/db/connection/reference-data";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { inactiveAfterDays } from "@/lib/rules/inactivity";
import type { Actor } from "@/lib/rules/judge";
import { roles } from "@/lib/rules/roles";

/** Everybody who holds a role, with delegations, by name: from them pages say who can take a step. Kept in memory. */
export const readStaff: () => Promise<readonly Actor[]> = cacheReferenceData(async () => {
  const [row] = await queryRows(appDb(), staffQuery);
  if (!row) throw new Error("the query returned no staff");
  return { value: row.staff, until: row.until };
});

const delegator = strictRow({ id: z.int(), roles: listOf(z.enum(roles)), accounts: listOf(z.int()) });
const actor = strictRow({
  id: z.int(),
  name: z.string(),
  roles: listOf(z.enum(roles)),
  delegators: listOf(delegator),
  accounts: listOf(z.int()),
  away: z.boolean(),
});
const staffSql = typedSql({ staff: listOf(actor), until: instant.nullable() });

const inactivityPeriod = sql`make_interval(days => ${inactiveAfterDays})`;

/** The query of those who hold a role, and when the next delegation begins or ends, or the next absence begins. */
export const staffQuery = staffSql`
  with clock as materialized (select windlass_now() as now),
    lent as materialized (select delegate_id, jsonb_agg(distinct jsonb_build_object('id', placed_by, 'roles', roles_of(placed_by),
        'accounts', array_remove(linked_accounts(placed_by), placed_by))) as delegators
      from clock, active_delegations(clock.now) group by delegate_id),
    held as materialized (select p.id, p.last_seen_at, array(select r.role from person_roles r where r.person_id = p.id order by r.role) as roles
      from people p where p.deactivated_at is null and exists (select from person_roles r where r.person_id = p.id))
  select (select coalesce(json_agg(json_build_object('id', p.id, 'name', ${personName("p")}, 'roles', h.roles, 'delegators', coalesce(l.delegators, '[]'),
        'accounts', array_remove(linked_accounts(p.id), p.id), 'away', p.last_seen_at < clock.now - ${inactivityPeriod}) order by p.name, p.id), '[]')
      from held h join people p on p.id = h.id left join lent l on l.delegate_id = p.id) as staff,
    ${isoValue(sql`least(
      (select min(bound) from delegations d, unnest(array[lower(d.during), upper(d.during)]) bound
        where d.ended_at is null and upper(d.during) > clock.now and bound > clock.now),
      (select min(h.last_seen_at + ${inactivityPeriod}) from held h where h.last_seen_at + ${inactivityPeriod} > clock.now))`)} as until
  from clock`;

const listedPerson = strictRow({
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  roles: listOf(
    strictRow({
      role: z.enum(roles),
      since: instant,
    }),
  ),
  /** The end of the active delegation to them; null where there is none. */
  lentUntil: instant.nullable(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  /** Since when they are deactivated; null while they are not. */
  deactivatedAt: instant.nullable(),
});

export type ListedPerson = z.infer<typeof listedPerson>;

export const peoplePerPage = 100;

/** The issuer of the system account, which no list of people shows. */
const systemIssuer = "windlass";

/** Everybody who ever signed in, by name and id; the page after the person `after`. */
export async function readPeople(after: number | null = null, most = peoplePerPage): Promise<ListedPerson[]> {
  const rows = await queryRows(appDb(), peopleQuery(after, most));
  return rows.map((row) => row.person);
}

const peopleSql = typedSql({ person: listedPerson });

/** The query of the page of people. */
export const peopleQuery = (after: number | null, most: number) =>
  peopleSql`with lent as materialized (select delegate_id, max(until) as until from active_delegations(windlass_now()) group by delegate_id)
      select json_build_object('lentUntil', (select ${isoInstant("l.until")} from lent l where l.delegate_id = p.id), 'id', p.id, 'name', ${personName("p")}, 'email', p.email, 'firstSeenAt', ${isoInstant("p.first_seen_at")}, 'lastSeenAt', ${isoInstant("p.last_seen_at")},
        'deactivatedAt', ${isoInstant("p.deactivated_at")}, 'roles', coalesce((select json_agg(json_build_object('role', r.role, 'since', ${isoInstant("r.since")}) order by r.since) from person_roles r where r.person_id = p.id), '[]')) as person
      from people p where p.issuer <> ${systemIssuer} and (${after}::bigint is null or (p.name, p.id) > (select a.name, a.id from people a where a.id = ${after}))
      order by p.name, p.id limit ${most}`;
