import { eventsOf, type ReplayedTable, recordsOf, textIn } from "./replayed-table";

const proposed = eventsOf("e.subject_type = 'entry' and e.seq = 1");
const listed = (field: string) =>
  `${proposed} e cross join lateral jsonb_array_elements_text(coalesce(e.data -> '${field}', '[]')) one`;

/** The catalogue, the clients of the register and the policy. */
export const catalogueReplay: readonly ReplayedTable[] = [
  {
    table: "entries",
    key: "id",
    replayed: `with recursive family (id, replaces, root) as (
        select e.subject_id, null::bigint, null::bigint from ${proposed} e where e.data -> 'replaces' is null
        union all select e.subject_id, f.id, coalesce(f.root, f.id) from family f join ${proposed} e on (e.data ->> 'replaces')::bigint = f.id)
      select e.subject_id as id, e.data ->> 'entryKind' as kind, last.to_status as status,
        row_number() over (partition by coalesce(f.root, f.id) order by e.subject_id)::integer as version, e.data ->> 'category' as category,
        coalesce((e.data ->> 'reversible')::boolean, false) as reversible, coalesce(e.data -> 'blanks', '[]') as template_fields,
        coalesce((e.data ->> 'allowedInFreeze')::boolean, false) as allowed_in_freeze, ${textIn("e.id", "title")} as title_text_id, ${textIn("e.id", "what")} as what_text_id,
        ${textIn("e.id", "rollbackPlan")} as rollback_plan_text_id, ${textIn("e.id", "verification")} as verification_text_id, (e.data ->> 'expiresOn')::date as expires_on,
        f.replaces as replaces_id, f.root as root_id, (e.data ->> 'fromChange')::bigint as from_change_id, last.seq as step_seq, last.id as last_event_id
      from ${recordsOf("entry")} join family f on f.id = e.subject_id`,
  },
  {
    table: "entry_systems",
    key: "entry_id, system_id",
    replayed: `select e.subject_id as entry_id, one::bigint as system_id from ${listed("systems")}`,
  },
  {
    table: "entry_clients",
    key: "entry_id, client_id",
    replayed: `select e.subject_id as entry_id, one::bigint as client_id from ${listed("clients")}`,
  },
  {
    table: "clients",
    key: "name",
    stored: "select name from clients",
    replayed: `select distinct k.name from clients k join ${eventsOf("e.subject_type = 'system' and e.step = 'register'")} e on e.data ->> 'client' = k.name`,
  },
  {
    table: "policy_versions",
    key: "version",
    replayed: `select 1 as version, null::bigint as text_id, '2026-04-04T00:00:00Z'::timestamptz as since, null::bigint as event_id
      union all select (1 + row_number() over (order by e.seq))::integer, ${textIn("e.id", "policyText")}, e.received_at, e.id
      from ${eventsOf("e.subject_type = 'installation' and e.step = 'publish_policy'")} e`,
  },
  {
    table: "policy_reviews",
    key: "event_id",
    replayed: `select e.id as event_id, coalesce((select max(v.version) from policy_versions v where v.since <= e.received_at), 1) as version, e.person_id, e.received_at as at
      from ${eventsOf("e.subject_type = 'installation' and e.step = 'review_policy'")} e`,
  },
  {
    table: "changes",
    key: "id",
    stored: "select id, policy_version from changes",
    replayed: `select e.subject_id as id, coalesce((select max(v.version) from policy_versions v where v.since <= e.received_at), 1) as policy_version
      from ${eventsOf("e.subject_type = 'change' and e.seq = 1")} e`,
  },
];
