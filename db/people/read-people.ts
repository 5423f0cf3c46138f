import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { instant, list, record } from "@/db/connection/row";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { awayAfterDays } from "@/lib/rules/away";
import type { Person } from "@/lib/rules/judge";
import { roles } from "@/lib/rules/roles";

/** Everybody who holds a role, with delegations, by name: from them pages say who can take a step. */
export async function readStaff(): Promise<Person[]> {
  const rows = await rowsOf(appDb(), staffQuery);
  return rows.map((row) => row.person);
}

const knownPerson = record({
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  roles: list(
    record({
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

export type KnownPerson = z.infer<typeof knownPerson>;

export const peoplePage = 100;

/** The issuer of the system account, which no list of people shows. */
const windlassItself = "windlass";

/** Everybody who ever signed in, by name and id; the page after the person `after`. */
export async function readPeople(after: number | null = null, most = peoplePage): Promise<KnownPerson[]> {
  const rows = await rowsOf(appDb(), peopleQuery(after, most));
  return rows.map((row) => row.person);
}

const lender = record({ id: z.int(), roles: list(z.enum(roles)), accounts: list(z.int()) });
const staffSql = sqlWith({
  person: record({
    id: z.int(),
    name: z.string(),
    roles: list(z.enum(roles)),
    lenders: list(lender),
    accounts: list(z.int()),
    away: z.boolean(),
  }),
});

/** The query of those who hold a role. */
export const staffQuery = staffSql`
      with lent as materialized (select delegate_id, jsonb_agg(distinct jsonb_build_object('id', placed_by, 'roles', roles_of(placed_by),
          'accounts', array_remove(accounts_of(placed_by), placed_by))) as lenders
        from delegations_at(windlass_now()) group by delegate_id)
      select jsonb_build_object('id', p.id, 'name', p.called, 'roles', jsonb_agg(r.role), 'lenders', coalesce(l.lenders, '[]'), 'accounts', to_jsonb(array_remove(accounts_of(p.id), p.id)),
          'away', p.last_seen_at < windlass_now() - make_interval(days => ${awayAfterDays})) as person
      from people p join person_roles r on r.person_id = p.id left join lent l on l.delegate_id = p.id where p.deactivated_at is null
      group by p.id, l.lenders order by p.name, p.id limit 500`;

const peopleSql = sqlWith({ person: knownPerson });

/** The query of the page of people. */
export const peopleQuery = (after: number | null, most: number) =>
  peopleSql`with lent as materialized (select delegate_id, max(until) as until from delegations_at(windlass_now()) group by delegate_id)
      select jsonb_build_object('lentUntil', (select utc(l.until) from lent l where l.delegate_id = p.id), 'id', p.id, 'name', p.called, 'email', p.email, 'firstSeenAt', utc(p.first_seen_at), 'lastSeenAt', utc(p.last_seen_at),
        'deactivatedAt', utc(p.deactivated_at), 'roles', coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'since', utc(r.since)) order by r.since) from person_roles r where r.person_id = p.id), '[]')) as person
      from people p where p.issuer <> ${windlassItself} and (${after}::bigint is null or (p.name, p.id) > (select a.name, a.id from people a where a.id = ${after}))
      order by p.name, p.id limit ${most}`;
