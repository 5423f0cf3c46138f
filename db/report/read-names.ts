import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import { RoleHistory } from "@/lib/people/role-history";
import { uniqueNames } from "@/lib/people/unique-names";
import type { Names } from "@/lib/report/build-change-audit";
import { entryKinds } from "@/lib/rules/record";

const delegation = strictRow({
  id: z.int(),
  event: z.int(),
  delegator: z.int(),
  delegate: z.int(),
  from: instant,
  until: instant,
  ended: strictRow({ event: z.int(), at: instant }).nullable(),
});

const pair = strictRow({
  event: z.int(),
  accounts: z.tuple([z.int(), z.int()]).readonly(),
  countAsOne: z.boolean(),
});

const namesSql = typedSql({
  /** Event, person, role, and whether it is held from then on. */
  roles: listOf(z.tuple([z.int(), z.int(), z.string(), z.boolean()]).readonly()),
  lent: listOf(delegation),
  pairs: listOf(pair),
  kinds: listOf(z.tuple([z.int(), z.enum(entryKinds)]).readonly()),
  people: listOf(z.tuple([z.int(), z.string()]).readonly()),
  systems: listOf(
    z.tuple([z.int(), strictRow({ name: z.string(), client: z.string(), clientId: z.int() })]).readonly(),
  ),
  entries: listOf(z.tuple([z.int(), z.string()]).readonly()),
});

/**
 * Reads all names by id, of people, systems and catalogue entries, and what separation of duties needs: roles, delegations,
 * account pairs and kinds of entries.
 */
export async function readNames(db: Database = appDb()): Promise<Names> {
  const [row] = await queryRows(db, namesQuery);
  const {
    people = [],
    systems = [],
    entries = [],
    roles = [],
    lent: delegations = [],
    pairs = [],
    kinds = [],
  } = row ?? {};
  const displayNameOf = uniqueNames(
    systems.map(([, system]) => system),
    ({ client }) => client,
  );
  const calledSystems = systems.map(([id, system]) => [id, { ...system, name: displayNameOf(system) }] as const);
  const changes = roles.map(([event, person, role, held]) => ({ event, person, role, held }));
  const duties = { roles: new RoleHistory(changes, delegations, pairs), kinds: new Map(kinds) };
  return { people: new Map(people), systems: new Map(calledSystems), entries: new Map(entries), duties };
}

/** The query of all names. */
export const namesQuery = namesSql`
  select (select coalesce(json_agg(json_build_array(p.id, ${personName("p")})), '[]') from people p) as people,
    (select coalesce(json_agg(json_build_array(s.id, json_build_object('name', s.name, 'client', k.name, 'clientId', k.id))), '[]')
      from systems s join clients k on k.id = s.client_id) as systems,
    (select coalesce(json_agg(json_build_array(n.id, coalesce(${textBody("n.title_text_id")}, '') || ', version ' || n.version)), '[]') from entries n) as entries,
    (select coalesce(json_agg(json_build_array(e.id, e.subject_id, e.canonical::jsonb -> 'data' ->> 'role', (e.canonical::jsonb -> 'data' ->> 'held')::boolean)), '[]')
      from events e where e.step = 'role_change') as roles,
    (select coalesce(json_agg(json_build_object('id', d.subject_id, 'event', d.id, 'delegator', d.person_id, 'delegate', (d.canonical::jsonb -> 'data' ->> 'delegate')::bigint,
        'from', greatest(d.canonical::jsonb -> 'data' ->> 'windowStart', ${isoInstant("d.received_at")}), 'until', d.canonical::jsonb -> 'data' ->> 'windowEnd',
        'ended', (select json_build_object('event', o.id, 'at', ${isoInstant("o.received_at")}) from events o
          where o.subject_type = 'delegation' and o.subject_id = d.subject_id and o.step = 'end_delegation'))), '[]')
      from events d where d.subject_type = 'delegation' and d.step = 'delegate') as lent,
    (select coalesce(json_agg(json_build_object('event', e.id, 'accounts', json_build_array(e.subject_id, (e.canonical::jsonb -> 'data' ->> 'account')::bigint),
        'countAsOne', e.step <> 'different_person')), '[]')
      from events e where e.subject_type = 'person' and e.step in ('resemble', 'same_person', 'different_person')
        and e.subject_id in (select later_id from account_pairs union select earlier_id from account_pairs)) as pairs,
    (select coalesce(json_agg(json_build_array(e.subject_id, e.canonical::jsonb -> 'data' ->> 'entryKind')), '[]')
      from events e where e.subject_type = 'entry' and e.step = 'propose') as kinds`;
