import { endedBy, eventsOf, type ReplayedTable, recordsOf, textIn } from "./replayed-table";

const placed = (recordType: string, ends: string, column: string) => `e.subject_id as id, last.to_status as status,
  ${textIn("e.id", "reason")} as reason_text_id, e.person_id as placed_by, e.received_at as placed_at, ${endedBy(ends)} as ${column},
  last.seq as step_seq, last.id as last_event_id from ${recordsOf(recordType)}`;

const scope = "split_part(e.data ->> 'covers', ':', 1)";
const numbered = (kind: string) =>
  `case ${scope} when '${kind}' then split_part(e.data ->> 'covers', ':', 2)::bigint end`;

/** What stops changes and deploys for a time, who may act for a lead, who is on call, and what opens the gate. */
export const haltsReplay: readonly ReplayedTable[] = [
  {
    table: "freezes",
    key: "id",
    replayed: `select e.data ->> 'name' as name, ${scope} as covers, ${numbered("client")} as client_id, ${numbered("system")} as system_id,
      coalesce(e.data ->> 'timezone', 'UTC') as timezone, e.data ->> 'repeats' as repeats, ${placed("freeze", "lift_freeze", "lifted_at")}`,
  },
  {
    table: "freeze_spans",
    key: "freeze_id, during",
    replayed: `select e.subject_id as freeze_id, tstzrange(lower(s.during), least(upper(s.during), ${endedBy("lift_freeze")})) as during
      from ${recordsOf("freeze")} cross join lateral jsonb_array_elements(coalesce(e.data -> 'spans', jsonb_build_array(jsonb_build_array(e.data -> 'windowStart', e.data -> 'windowEnd')))) x
      cross join lateral (select tstzrange((x ->> 0)::timestamptz, (x ->> 1)::timestamptz) as during) s
      where coalesce(lower(s.during) < ${endedBy("lift_freeze")}, true)`,
  },
  {
    table: "halts",
    key: "id",
    coveredColumns: ["client_id"],
    stored: `select h.id, h.status, fold_name(k.name) as client, h.application, h.environment, h.reason_text_id, h.placed_by, h.placed_at, h.lifted_at, h.step_seq, h.last_event_id
      from halts h left join clients k on k.id = h.client_id`,
    replayed: `select fold_name(e.data ->> 'client') as client, e.data ->> 'application' as application, e.data ->> 'environment' as environment, ${placed("halt", "lift_halt", "lifted_at")}`,
  },
  {
    table: "delegations",
    key: "id",
    replayed: `select (e.data ->> 'delegate')::bigint as delegate_id,
      tstzrange(greatest((e.data ->> 'windowStart')::timestamptz, e.received_at), (e.data ->> 'windowEnd')::timestamptz) as during, ${placed("delegation", "end_delegation", "ended_at")}`,
  },
  {
    table: "rosters",
    key: "id",
    replayed: `select e.subject_id as id, last.to_status as status, coalesce(e.data ->> 'name', 'Take-over') as name, e.person_id as placed_by, e.received_at as placed_at,
      ${endedBy("withdraw_shifts")} as withdrawn_at, last.seq as step_seq, last.id as last_event_id from ${recordsOf("roster")}`,
  },
  {
    table: "gate_tokens",
    key: "event_id",
    replayed: `select e.data ->> 'name' as name, (e.data ->> 'ofClient')::bigint as client_id, decode(e.data ->> 'gateToken', 'hex') as token_sha256, e.id as event_id,
        e.received_at as created_at, (select min(r.received_at) from ${eventsOf("e.step in ('revoke_token', 'deactivate')")} r
          where r.received_at >= e.received_at and case r.step when 'deactivate' then r.subject_id = e.person_id
            else (r.data ->> 'token')::bigint = (select g.id from gate_tokens g where g.event_id = e.id) end) as revoked_at
      from ${eventsOf("e.subject_type = 'installation' and e.step = 'make_token'")} e`,
  },
  {
    table: "system_reservations",
    key: "change_id, system_id",
    replayed: `select c.id as change_id, t.system_id, tstzrange(c.window_start, c.window_end) as during, c.window_waived as waived
      from changes c join change_systems t on t.change_id = c.id where c.status in ('scheduled', 'in_progress') and c.window_start is not null`,
  },
];
