import type { Sql } from "postgres";
import { z } from "zod";
import { instant, record } from "@/db/connection/row";

export const sessionInTheWay = record({
  pid: z.int(),
  application: z.string(),
  user: z.string(),
  how: z.enum(["blocks", "open"]),
  /** Since when the worker sees it, by the database's clock. */
  since: instant,
});

/** A session that keeps the log waiting, or steps out of it: `open` is a transaction that wrote and has not ended. */
export type SessionInTheWay = z.infer<typeof sessionInTheWay>;

type Seen = Omit<SessionInTheWay, "since"> & { readonly key: string; readonly now: string };

/** Tells the sessions that the log's worker, connected as `me`, has seen in its way at every look for `after` milliseconds. */
export class InTheWay {
  readonly #first = new Map<string, { readonly at: number; readonly since: string }>();

  constructor(
    private readonly me: string,
    private readonly after: number,
  ) {}

  async look(sql: Sql): Promise<readonly SessionInTheWay[]> {
    const seen = await sessionsSeen(sql, this.me);
    const keys = new Set(seen.map(({ key }) => key));
    for (const key of [...this.#first.keys()]) if (!keys.has(key)) this.#first.delete(key);
    const at = performance.now();
    return seen.flatMap(({ key, now, ...session }) => {
      const first = this.#first.get(key) ?? { at, since: now };
      this.#first.set(key, first);
      return at - first.at >= this.after ? [{ ...session, since: first.since }] : [];
    });
  }
}

const sessionsTold = 50;

// What everybody may see of other sessions, no superuser needed: that one has a transaction number means that it wrote.
// So has whoever is at sequence_events, for whom this worker does not wait and who keeps it from its work all the same.
const sessionsSeen = (sql: Sql, me: string) => sql<Seen[]>`
  with mine as materialized (select pid, wait_event_type from pg_stat_activity where application_name = ${me} and usename = current_user),
    blocking as materialized (select unnest(pg_blocking_pids(pid)) as pid from mine where wait_event_type = 'Lock'),
    found as (
      select pid, application_name, usename, 'blocks' as how, '' as written from pg_stat_activity where pid in (select pid from blocking)
      union all
      select pid, application_name, usename, 'open', backend_xid::text from pg_stat_activity
        where datname = current_database() and backend_xid is not null and usesysid is not null
      union all
      select 0, 'prepared transaction ' || gid, owner, 'open', transaction::text from pg_prepared_xacts where database = current_database())
  select pid, coalesce(application_name, '') as application, coalesce(usename, '')::text as user, how,
    concat_ws(' ', pid, how, written) as key, utc(windlass_now()) as now
  from found where pid not in (select pid from mine) order by pid, how limit ${sessionsTold}`;
