import type { Sql } from "postgres";
import { z } from "zod";
import { instant, strictRow } from "@/db/connection/row-schemas";

export const blockingBackend = strictRow({
  pid: z.int(),
  application: z.string(),
  user: z.string(),
  how: z.enum(["blocks", "open"]),
  /** When the worker first saw it, by the database's clock. */
  since: instant,
});

/** A session that blocks the worker, or keeps its own events out of the ledger: `open` is a transaction that wrote and has not ended. */
export type BlockingBackend = z.infer<typeof blockingBackend>;

type SeenSession = Omit<BlockingBackend, "since"> & { readonly key: string; readonly now: string };

/** Reports sessions that were blocking at every look for `after` milliseconds; `me` is the worker's own application name. */
export class BlockingSessionWatch {
  readonly #firstSeen = new Map<string, { readonly at: number; readonly since: string }>();

  constructor(
    private readonly applicationName: string,
    private readonly blockedAfterMs: number,
  ) {}

  async check(sql: Sql): Promise<readonly BlockingBackend[]> {
    const seen = await seenSessions(sql, this.applicationName);
    const keys = new Set(seen.map(({ key }) => key));
    for (const key of [...this.#firstSeen.keys()]) if (!keys.has(key)) this.#firstSeen.delete(key);
    const at = performance.now();
    return seen.flatMap(({ key, now, ...session }) => {
      const first = this.#firstSeen.get(key) ?? { at, since: now };
      this.#firstSeen.set(key, first);
      return at - first.at >= this.blockedAfterMs ? [{ ...session, since: first.since }] : [];
    });
  }
}

const maxSessionsReported = 50;

// Reads only what every role may see. A session with a transaction id has written something; that includes another worker
// inside sequence_events, which holds this one up without a lock wait.
const seenSessions = (sql: Sql, me: string) => sql<SeenSession[]>`
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
  from found where pid not in (select pid from mine) order by pid, how limit ${maxSessionsReported}`;
