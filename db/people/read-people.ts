import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { inactiveAfterDays } from "@/lib/rules/inactivity";
import type { Actor } from "@/lib/rules/judge";
import { roles } from "@/lib/rules/roles";

/** Everybody who holds a role, with delegations, by name: from them pages say who can take a step. */
export async function readStaff(): Promise<Actor[]> {
  const rows = await queryRows(appDb(), staffQuery);
  return rows.map((row) => row.person);
}

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

const delegator = strictRow({ id: z.int(), roles: listOf(z.enum(roles)), accounts: listOf(z.int()) });
const staffSql = typedSql({
  person: strictRow({
    id: z.int(),
    name: z.string(),
    roles: listOf(z.enum(roles)),
    delegators: listOf(delegator),
    accounts: listOf(z.int()),
    away: z.boolean(),
  }),
});

/** The query of those who hold a role. */
export const staffQuery = staffSql`
      with lent as materialized (select delegate_id, jsonb_agg(distinct jsonb_build_object('id', placed_by, 'roles', roles_of(placed_by),
          'accounts', array_remove(linked_accounts(placed_by), placed_by))) as delegators
        from active_delegations(windlass_now()) group by delegate_id)
      select jsonb_build_object('id', p.id, 'name', ${personName("p")}, 'roles', jsonb_agg(r.role), 'delegators', coalesce(l.delegators, '[]'), 'accounts', to_jsonb(array_remove(linked_accounts(p.id), p.id)),
          'away', p.last_seen_at < windlass_now() - make_interval(days => ${inactiveAfterDays})) as person
      from people p join person_roles r on r.person_id = p.id left join lent l on l.delegate_id = p.id where p.deactivated_at is null
      group by p.id, l.delegators order by p.name, p.id limit 500`;

const peopleSql = typedSql({ person: listedPerson });

/** The query of the page of people. */
export const peopleQuery = (after: number | null, most: number) =>
  peopleSql`with lent as materialized (select delegate_id, max(until) as until from active_delegations(windlass_now()) group by delegate_id)
      select jsonb_build_object('lentUntil', (select ${isoInstant("l.until")} from lent l where l.delegate_id = p.id), 'id', p.id, 'name', ${personName("p")}, 'email', p.email, 'firstSeenAt', ${isoInstant("p.first_seen_at")}, 'lastSeenAt', ${isoInstant("p.last_seen_at")},
        'deactivatedAt', ${isoInstant("p.deactivated_at")}, 'roles', coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'since', ${isoInstant("r.since")}) order by r.since) from person_roles r where r.person_id = p.id), '[]')) as person
      from people p where p.issuer <> ${systemIssuer} and (${after}::bigint is null or (p.name, p.id) > (select a.name, a.id from people a where a.id = ${after}))
      order by p.name, p.id limit ${most}`;
