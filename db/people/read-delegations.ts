import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { DelegationStatus, Named } from "@/lib/rules/record";

/** The role of operations lead as it is or was lent, as the page tells it. Instants are ISO texts in UTC. */
export type DelegationRecord = {
  readonly id: number;
  readonly status: DelegationStatus;
  readonly stepSeq: number;
  readonly lender: string;
  readonly delegate: Named;
  readonly from: string;
  /** Until when it was lent; `ended` says whether it ended before. */
  readonly until: string;
  readonly reason: string | null;
  readonly placedAt: string;
  readonly ended: { readonly by: string; readonly at: string; readonly reason: string | null } | null;
  /** It counts now: its time has come, and lender and delegate still hold their roles. */
  readonly counts: boolean;
};

export type Delegations = {
  /** Those that run or are to come, the next to begin first; on the first page alone. */
  readonly standing: readonly DelegationRecord[];
  readonly past: readonly DelegationRecord[];
  readonly more: boolean;
  readonly now: string;
};

const delegationsPage = 20;
const standingShown = 100;

/** The delegations that are not over, and one page of past ones, the newest first, before the one of that number. */
export async function readDelegations(before?: number): Promise<Delegations> {
  const rows = await rowsOf<{ delegation: DelegationRecord | null; stands: boolean; now: string }>(
    appDb(),
    delegationsQuery(before),
  );
  const those = (stands: boolean) =>
    rows.flatMap(({ delegation, ...row }) => (delegation && row.stands === stands ? [delegation] : []));
  const past = those(false);
  return {
    standing: those(true),
    past: past.slice(0, delegationsPage),
    more: past.length > delegationsPage,
    now: rows[0]?.now ?? "",
  };
}

export type DelegationHead = Pick<DelegationRecord, "id" | "status" | "stepSeq"> & { readonly delegate: string };

/** What a step on the delegation is judged by; null when there is none of that number. */
export async function readDelegation(id: number): Promise<DelegationHead | null> {
  const [row] = await rowsOf<{ head: DelegationHead }>(
    appDb(),
    sql`select jsonb_build_object('id', d.id, 'status', d.status, 'stepSeq', d.step_seq, 'delegate', p.called) as head
      from delegations d join people p on p.id = d.delegate_id where d.id = ${id}`,
  );
  return row?.head ?? null;
}

/** The query of the page: one row with the clock alone, then the delegations. */
export const delegationsQuery = (before?: number): SQL => sql`
  with clock as materialized (select windlass_now() as now),
    counting as materialized (select c.id from clock, delegations_at(clock.now) c),
    standing as materialized (select d.id, lower(d.during) as begins from clock, delegations d
      where d.ended_at is null and d.during && tstzrange(clock.now, null)),
    shown as (
      (select id, true as stands, begins from standing where ${before === undefined} order by begins, id limit ${standingShown})
      union all
      (select d.id, false, null from delegations d where not exists (select from standing t where t.id = d.id)
        and ${before === undefined ? sql`true` : sql`d.id < ${before}`} order by d.id desc limit ${delegationsPage + 1}))
  select utc(clock.now) as now, null::boolean as stands, null::jsonb as delegation, null::timestamptz as begins, null::bigint as place from clock
  union all
  (select utc(clock.now), shown.stands, jsonb_build_object('id', d.id, 'status', d.status, 'stepSeq', d.step_seq, 'lender', l.called,
      'delegate', jsonb_build_object('id', p.id, 'name', p.called), 'from', utc(lower(d.during)), 'until', utc(upper(d.during)),
      'reason', text_of(d.reason_text), 'placedAt', utc(d.placed_at), 'counts', exists (select from counting c where c.id = d.id),
      'ended', case when d.ended_at is not null then (select jsonb_build_object('by', w.called, 'at', utc(d.ended_at), 'reason', t.text)
        from events e join people w on w.id = e.person_id left join texts t on t.event_id = e.id and t.field = 'reason' where e.id = d.last_event_id) end),
      shown.begins, -d.id
    from clock, shown join delegations d on d.id = shown.id join people l on l.id = d.placed_by join people p on p.id = d.delegate_id)
  order by stands desc nulls first, begins, place`;
