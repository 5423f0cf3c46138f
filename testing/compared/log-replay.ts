import { eventsOf, type ReplayedTable } from "./replayed-table";

const recorded = eventsOf("e.subject_type = 'installation' and e.step = 'record_rulebook'");
const parts = ["rules", "functions", "triggers", "constraints", "grants"];
const counted =
  "'change', 'incident', 'entry', 'system', 'freeze', 'roster', 'delegation', 'halt', 'account', 'import', 'webhook'";

/** The chains, the log over all, what left the product, and what decides. */
export const logReplay: readonly ReplayedTable[] = [
  {
    table: "record_chains",
    key: "subject_type, subject_id",
    replayed: `select distinct on (e.subject_type, e.subject_id) e.subject_type, e.subject_id, e.seq as last_seq, e.hash as last_hash from events e
        order by e.subject_type, e.subject_id, e.seq desc`,
    stored: `select * from record_chains c where c.last_seq > 0 or c.last_hash <> '' or c.subject_type <> 'delivery' or not exists (select from deliveries d where d.id = c.subject_id)`,
  },
  {
    table: "counters",
    key: "name",
    stored:
      "select name, value from counters where value <> case when name in ('change', 'incident') then 1000 else 0 end",
    replayed: `select subject_type as name, max(subject_id) as value from events where seq = 1 and subject_type in (${counted}) group by subject_type`,
  },
  {
    table: "ledger_queue",
    key: "event_id",
    replayed:
      "select e.id as event_id from events e where not exists (select from ledger_entries l where l.event_id = e.id)",
  },
  {
    table: "ledger_nodes",
    key: "level, index",
    replayed: `with log as (select coalesce(max(log_index), 0) as size from ledger_entries)
      select 8 as level, block as index, merkle_root(array(select leaf from ledger_entries where log_index > block * 256 and log_index <= (block + 1) * 256 order by log_index)) as hash
        from log, generate_series(0, size / 256 - 1) block
      union all select 16, block, merkle_root(array(select hash from ledger_nodes n where n.level = 8 and n.index >= block * 256 and n.index < (block + 1) * 256 order by n.index))
        from log, generate_series(0, size / 65536 - 1) block`,
  },
  {
    table: "exports",
    key: "event_id",
    replayed: `select e.id as event_id, e.person_id, e.received_at as at, e.data ->> 'exported' as file_name, (e.data ->> 'ofChange')::bigint as change_id,
        (e.data ->> 'periodStart')::timestamptz as period_start, (e.data ->> 'periodEnd')::timestamptz as period_end, (e.data ->> 'ofClient')::bigint as client_id,
        (e.data ->> 'ofSystem')::bigint as system_id, e.data ->> 'ofType' as type
      from ${eventsOf("e.step = 'export'")} e`,
  },
  {
    table: "step_usage_daily",
    key: "day, subject_type, step, type, clause",
    replayed: `select (e.received_at at time zone 'UTC')::date as day, e.subject_type, e.step, coalesce(e.canonical::jsonb ->> 'type', '') as type,
        case when e.step = 'refused' then coalesce(e.canonical::jsonb -> 'data' ->> 'clauseCited', '') else '' end as clause, count(*) as times
      from ledger_entries l join events e on e.id = l.event_id group by 1, 2, 3, 4, 5`,
  },
  {
    table: "rulebook",
    key: "id",
    replayed: `select 1 as id, e.data ->> 'occasion' as occasion, jsonb_build_object(${parts.map((part) => `'${part}', e.data ->> '${part}Hash'`).join(", ")}) as parts,
        e.data ->> 'fingerprint' as fingerprint from ${recorded} e order by e.seq desc limit 1`,
  },
  {
    // What decides now is what was recorded last.
    table: "rules",
    key: "part",
    coveredColumns: ["*", "refusal_messages.*", "notice_rules.*"],
    stored:
      "select part, hash from jsonb_each_text(current_rulebook()) now (part, hash) where part in ('rules', 'triggers')",
    replayed: `select part, last.data ->> (part || 'Hash') as hash from (select e.data from ${recorded} e order by e.seq desc limit 1) last, unnest(array['rules', 'triggers']) part`,
  },
];
