import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { HaltStatus, Named } from "@/lib/rules/record";

/** A halt of application deploys. What it leaves open (client, application, environment) is null. Instants in UTC. */
export type HaltRecord = {
  readonly id: number;
  readonly status: HaltStatus;
  readonly stepSeq: number;
  readonly client: string | null;
  readonly application: string | null;
  readonly environment: string | null;
  readonly reason: string | null;
  readonly placedBy: Named;
  readonly placedAt: string;
  readonly lifted: { readonly by: string; readonly at: string; readonly reason: string | null } | null;
};

const haltsPage = 50;
const standingShown = 200;

/** The halts that stand, the latest first, at most 200; and one page of those that were lifted, older than `before`. */
export async function readHalts(
  before?: number,
): Promise<{ standing: HaltRecord[]; past: HaltRecord[]; more: boolean }> {
  const rows = await rowsOf<{ halt: HaltRecord }>(appDb(), haltsQuery(before));
  const halts = rows.map((row) => row.halt);
  const past = halts.filter(({ lifted }) => lifted !== null);
  return {
    standing: halts.filter(({ lifted }) => lifted === null),
    past: past.slice(0, haltsPage),
    more: past.length > haltsPage,
  };
}

/** One halt; null when there is none of that id. */
export async function readHalt(id: number): Promise<HaltRecord | null> {
  const [row] = await rowsOf<{ halt: HaltRecord }>(
    appDb(),
    sql`select jsonb_build_object(${columns}) as halt from halts h where h.id = ${id}`,
  );
  return row?.halt ?? null;
}

const columns: SQL = sql`'id', h.id, 'status', h.status, 'stepSeq', h.step_seq, 'client', (select k.name from clients k where k.id = h.client_id),
  'application', h.application, 'environment', h.environment, 'reason', text_of(h.reason_text),
  'placedBy', (select jsonb_build_object('id', p.id, 'name', p.called) from people p where p.id = h.placed_by), 'placedAt', utc(h.placed_at),
  'lifted', case when h.lifted_at is not null then (select jsonb_build_object('by', p.called, 'at', utc(h.lifted_at), 'reason', text_of(w.id))
    from events e join people p on p.id = e.person_id left join texts w on w.event_id = e.id and w.field = 'reason' where e.id = h.last_event_id) end`;

/** The query of the page: the halts that stand by their own index, those that were lifted by id. */
const haltsQuery = (before?: number): SQL => sql`
  (select jsonb_build_object(${columns}) as halt from halts h where h.lifted_at is null and ${before === undefined} order by h.id desc limit ${standingShown})
  union all
  (select jsonb_build_object(${columns}) from halts h where h.lifted_at is not null and ${before === undefined ? sql`true` : sql`h.id < ${before}`}
    order by h.id desc limit ${haltsPage + 1})`;
