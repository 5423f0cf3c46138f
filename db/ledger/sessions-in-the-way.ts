import type { Sql } from "postgres";
import { z } from "zod";
import { instant, record } from "@/db/connection/row";

export const sessionInTheWay = record({
  pid: z.int(),
  application: z.string(),
  user: z.string(),
  how: z.enum(["blocks", "open"]),
  /** When the worker first saw it, by the database's clock. */
  since: instant,
});

/** A session that blocks the worker, or keeps its own events out of the ledger: `open` is a transaction that wrote and has not ended. */
export type SessionInTheWay = z.infer<typeof sessionInTheWay>;

type Seen = Omit<SessionInTheWay, "since"> & { readonly key: string; readonly now: string };

/** Reports sessions that were blocking at every look for `after` milliseconds; `me` is the worker's own application name. */
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

// Reads only what every role may see. A session with a transaction id has written something; that includes another worker
// inside sequence_events, which holds this one up without a lock wait.
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
