import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoColumn, isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, step, strictRow } from "@/db/connection/row-schemas";
import { queryRows, runQuery, typedSql } from "@/db/connection/typed-sql";
import { people } from "@/db/schema/people";
import { changeTypes, recordTypes } from "@/lib/rules/record";
import { roles } from "@/lib/rules/roles";
import { tokenName } from "./token-name";

const personAction = strictRow({
  id: z.int(),
  subject: z.enum(recordTypes),
  of: z.int(),
  type: z.enum(changeTypes).nullable(),
  step,
  at: instant,
  /** The lead under whose delegation it was taken. */
  delegator: z.string().nullable(),
  /** The token by which a machine took it for them. */
  token: z.string().nullable(),
});

/** A step that a person took, and on which record. */
export type PersonAction = z.infer<typeof personAction>;

const personRecord = strictRow({
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  lastSeenAt: instant,
  /** Since when they are deactivated; null while they are not. */
  deactivatedAt: instant.nullable(),
  roles: listOf(
    strictRow({
      role: z.enum(roles),
      since: instant,
    }),
  ),
  changes: listOf(strictRow({ role: z.string(), held: z.boolean(), at: instant })),
});

/** A person with current roles and all role changes, oldest first. Instants are ISO in UTC. */
export type PersonRecord = z.infer<typeof personRecord>;

export const actionsPerPage = 50;
/** At most this many role changes are shown, the newest ones. */
const maxRoleChanges = 1000;

/** A person with one page of their steps, newest first, before the event `before`; null when there is none of that id. */
export async function readPerson(
  id: number,
  before?: number,
): Promise<{ person: PersonRecord; actions: readonly PersonAction[]; more: boolean } | null> {
  const [[row], acts] = await Promise.all([
    queryRows(appDb(), personQuery(id)),
    queryRows(appDb(), actionsQuery(id, before)),
  ]);
  if (!row) return null;
  return {
    person: row.person,
    actions: acts.slice(0, actionsPerPage).map(({ act }) => act),
    more: acts.length > actionsPerPage,
  };
}

/** A person's name and whether they are deactivated; null when there is none of that id. */
export async function readPersonHead(id: number): Promise<Pick<PersonRecord, "name" | "deactivatedAt"> | null> {
  const [head] = await runQuery(() =>
    appDb()
      .select({ name: people.name, deactivatedAt: isoColumn(people.deactivatedAt) })
      .from(people)
      .where(eq(people.id, id)),
  );
  return head ?? null;
}

const personSql = typedSql({ person: personRecord });

/** The query of one person and their roles. */
export const personQuery = (id: number) =>
  personSql`select jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email, 'lastSeenAt', ${isoInstant("p.last_seen_at")},
    'deactivatedAt', ${isoInstant("p.deactivated_at")},
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'since', ${isoInstant("r.since")}) order by r.since), '[]') from person_roles r where r.person_id = p.id),
    'changes', (select coalesce(jsonb_agg(c.change order by c.seq), '[]') from (
      select e.seq, jsonb_build_object('role', e.canonical::jsonb -> 'data' ->> 'role', 'held', (e.canonical::jsonb -> 'data' -> 'held') = 'true', 'at', ${isoInstant("e.received_at")}) as change
      from events e where e.subject_type = 'person' and e.subject_id = p.id and e.step = 'role_change' order by e.seq desc limit ${maxRoleChanges}) c)) as person
  from people p where p.id = ${id}`;

const actionSql = typedSql({ act: personAction });

/** Without sign-ins, identity changes and refusals: only steps that the person took. */
export const actionsQuery = (person: number, before?: number) =>
  actionSql`
  select jsonb_build_object('id', e.id, 'subject', e.subject_type, 'of', e.subject_id, 'type', e.canonical::jsonb ->> 'type', 'step', e.step, 'at', ${isoInstant("e.received_at")},
    'delegator', (select ${personName("l")} from delegations d join people l on l.id = d.placed_by where d.id = (e.canonical::jsonb ->> 'delegation')::bigint),
    'token', ${tokenName}) as act
  from (select * from events where person_id = ${person} and ${before === undefined ? sql`true` : sql`id < ${before}`}
      and step not in ('identify', 'sign_in', 'sign_out', 'role_change', 'refused') order by id desc limit ${actionsPerPage + 1}) e
  order by e.id desc`;
