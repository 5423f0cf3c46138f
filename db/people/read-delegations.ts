import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, named, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, type RowOf, runQuery, typedSql } from "@/db/connection/typed-sql";
import { delegations } from "@/db/schema/delegations";
import { people } from "@/db/schema/people";
import { delegationStatuses } from "@/lib/rules/record";

const delegationRecord = strictRow({
  id: z.int(),
  status: z.enum(delegationStatuses),
  stepSeq: z.int(),
  delegator: z.string(),
  delegate: named,
  from: instant,
  /** The agreed end; `ended` says whether it was ended earlier. */
  until: instant,
  reason: z.string().nullable(),
  placedAt: instant,
  ended: strictRow({
    by: z.string(),
    at: instant,
    reason: z.string().nullable(),
  }).nullable(),
  /** In effect now: it has begun, and delegator and delegate still hold their roles. */
  counts: z.boolean(),
});

/** A delegation as its page shows it. Instants are ISO in UTC. */
export type DelegationRecord = z.infer<typeof delegationRecord>;

export type Delegations = {
  /** Current and future ones, by their beginning; on the first page only. */
  readonly open: readonly DelegationRecord[];
  readonly past: readonly DelegationRecord[];
  readonly more: boolean;
  readonly now: string;
};

const delegationsPage = 20;
const maxOpenShown = 100;

/** The delegations that are not over, and one page of past ones, newest first, older than `before`. */
export async function readDelegations(before?: number): Promise<Delegations> {
  const rows = await queryRows(appDb(), delegationsQuery(before));
  const those = (isOpen: boolean) =>
    rows.flatMap(({ delegation, ...row }) => (delegation && row.stands === isOpen ? [delegation] : []));
  const past = those(false);
  return {
    open: those(true),
    past: past.slice(0, delegationsPage),
    more: past.length > delegationsPage,
    now: rows[0]?.now ?? "",
  };
}

export type DelegationSummary = RowOf<typeof headQuery>;

/** What judging a step on the delegation needs; null when there is none of that id. */
export async function readDelegation(id: number): Promise<DelegationSummary | null> {
  const [head] = await runQuery(() => headQuery(id));
  return head ?? null;
}

const headQuery = (id: number) =>
  appDb()
    .select({
      id: delegations.id,
      status: delegations.status,
      stepSeq: delegations.stepSeq,
      delegate: personName("people"),
    })
    .from(delegations)
    .innerJoin(people, eq(people.id, delegations.delegateId))
    .where(eq(delegations.id, id));

const delegationSql = typedSql({
  now: instant,
  stands: z.boolean().nullable(),
  delegation: delegationRecord.nullable(),
  begins: z.unknown(),
  place: z.unknown(),
});

/** The first row holds only the clock, so that the page knows the time even without delegations. */
export const delegationsQuery = (before?: number) =>
  delegationSql`
  with clock as materialized (select windlass_now() as now),
    counting as materialized (select c.id from clock, active_delegations(clock.now) c),
    standing as materialized (select d.id, lower(d.during) as begins from clock, delegations d
      where d.ended_at is null and d.during && tstzrange(clock.now, null)),
    shown as (
      (select id, true as stands, begins from standing where ${before === undefined} order by begins, id limit ${maxOpenShown})
      union all
      (select d.id, false, null from delegations d where not exists (select from standing t where t.id = d.id)
        and ${before === undefined ? sql`true` : sql`d.id < ${before}`} order by d.id desc limit ${delegationsPage + 1}))
  select ${isoInstant("clock.now")} as now, null::boolean as stands, null::jsonb as delegation, null::timestamptz as begins, null::bigint as place from clock
  union all
  (select ${isoInstant("clock.now")}, shown.stands, jsonb_build_object('id', d.id, 'status', d.status, 'stepSeq', d.step_seq, 'delegator', ${personName("l")},
      'delegate', jsonb_build_object('id', p.id, 'name', ${personName("p")}), 'from', ${isoInstant("lower(d.during)")}, 'until', ${isoInstant("upper(d.during)")},
      'reason', ${textBody("d.reason_text_id")}, 'placedAt', ${isoInstant("d.placed_at")}, 'counts', exists (select from counting c where c.id = d.id),
      'ended', case when d.ended_at is not null then (select jsonb_build_object('by', ${personName("w")}, 'at', ${isoInstant("d.ended_at")}, 'reason', t.text)
        from events e join people w on w.id = e.person_id left join texts t on t.event_id = e.id and t.field = 'reason' where e.id = d.last_event_id) end),
      shown.begins, -d.id
    from clock, shown join delegations d on d.id = shown.id join people l on l.id = d.placed_by join people p on p.id = d.delegate_id)
  order by stands desc nulls first, begins, place`;
