import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDatabase, type TestDatabase } from "@/testing/database";

// The least that each role needs, written out: a later migration that opens a door turns this red.

const appReads =
  "account_pairs accounts api_token_uses attachments mentions watches change_systems entry_clients halts changes channel_states checkpoints clients deliveries delivery_attempts entries entry_systems events exports findings follow_ups freeze_spans freezes history_loads imported_records imports incidents system_reservations installation ledger_entries ledger_nodes ledger_queue ledger_worker_status refusal_messages people person_roles policy_reviews policy_versions declared_rosters rosters rulebook rules saved_views shifts systems texts email_opt_outs step_usage_daily verifications webhooks";
const appReadsOfDelegations = "delegations";
const appPosts = "input person_id read_at step subject_id subject_type";
const appCalls = `
  past_actions store_response caller_session change_past_actions check_preconditions count_request check_precondition check_alert_delivered check_approval_fresh check_entry check_facts_written check_in_scope check_incident_closed
  check_freeze_bounded check_later_end check_not_frozen check_off_roster_explained check_shifts_bounded check_system_idle check_system_registered was_managed check_window_free check_window_open check_window_unfrozen check_window_valid replayed_response freezes_covering uncovered_times mark_checkpoint_handed_out incident_past_actions plan_character_class is_placeholder_plan store_form_draft read_form_draft on_call_at policy_in_force policy_reviewed_at feed_reader record_refusal refuse roles_of
  check_management_bounded linked_accounts display_name fold_name import_systems has_visible_text invisible_chars check_entry_covers check_halt_aimed check_token_bounded is_within_limits networks_of current_caller resolve_api_token answer_gate
  sign_out see_mentions store_attachment store_imported_records resolve_session consume_form_draft save_view delete_view request_history current_state change_system_ids claim_idempotency_key perform_step text_body text_body_or utc windlass_now`;
const appCallsOfWebhooks = "event_for_webhook store_webhook_secret";
const appCallsOfSessions = "filter_live_tokens";
const appCallsOfDays = "policy_day policy_review_due_on site_day site_zone";
const appCallsOfDelegations = "active_delegations check_delegation_bounded";
const appCallsOfRulebook = "submitted_rules_hash current_rulebook";
// Of what it calls, check_shifts_bounded names these.
const appCallsOfShifts = "delegable_actors is_allowed_actor allowed_people";
const signinCalls = "end_oidc_sessions sign_in";
const workerReads =
  "checkpoints events installation ledger_entries ledger_nodes ledger_queue ledger_worker_status people rulebook texts verifications";
const workerCalls =
  "claim_deliveries claim_webhook_delivery due_webhooks queue_webhook_deliveries record_webhook_attempt store_checkpoint record_attempts queue_due_notices record_rulebook report_channel_health sequence_events utc try_verification_lock wake_senders windlass_now";
const workerWrites = `INSERT:verifications.ended_at INSERT:verifications.note INSERT:verifications.ok INSERT:verifications.size INSERT:verifications.started_at INSERT:verifications.words
  UPDATE:ledger_worker_status.blocking_sessions UPDATE:ledger_worker_status.last_pass_at`;

let db: TestDatabase;
beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();

async function tablePrivileges(role: string): Promise<Record<string, string[]>> {
  const rows = await db.superuser<{ privilege: string; tables: string[] }[]>`
    select privilege, array_agg(relname::text order by relname::text) as tables
    from pg_class c join pg_namespace n on n.oid = relnamespace, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
    where nspname = 'public' and relkind in ('r', 'v', 'm', 'p') and has_table_privilege(${role}, c.oid, privilege) group by privilege`;
  return Object.fromEntries(rows.map(({ privilege, tables }) => [privilege, [...tables].sort()]));
}

async function columnsWritten(role: string): Promise<string[]> {
  const rows = await db.superuser<{ place: string }[]>`
    select privilege || ':' || relname || '.' || attname as place from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace,
      unnest(array['INSERT', 'UPDATE', 'REFERENCES']) privilege
    where nspname = 'public' and relkind = 'r' and attnum > 0 and not attisdropped and has_column_privilege(${role}, c.oid, attnum, privilege)`;
  return rows.map(({ place: column }) => column).sort();
}

async function calls(role: string): Promise<string[]> {
  const rows = await db.superuser<{ name: string }[]>`
    select distinct proname::text as name from pg_proc p join pg_namespace n on n.oid = pronamespace
    where nspname = 'public' and has_function_privilege(${role}, p.oid, 'execute') and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
  return rows.map(({ name }) => name).sort();
}

describe("windlass_app", () => {
  it("reads these tables and writes none", async () => {
    expect(await tablePrivileges("windlass_app")).toEqual({ SELECT: words(`${appReads} ${appReadsOfDelegations}`) });
  });

  it("inserts these columns of events, and of nothing else", async () => {
    expect(await columnsWritten("windlass_app")).toEqual(words(appPosts).map((name) => `INSERT:events.${name}`));
  });

  it("calls these functions", async () => {
    expect(await calls("windlass_app")).toEqual(
      words(
        `${appCalls} ${appCallsOfSessions} ${appCallsOfWebhooks} ${appCallsOfDays} ${appCallsOfDelegations} ${appCallsOfRulebook} ${appCallsOfShifts}`,
      ),
    );
  });
});

it("windlass_signin signs people in and out, and does nothing else", async () => {
  expect(await tablePrivileges("windlass_signin")).toEqual({});
  expect(await calls("windlass_signin")).toEqual(words(signinCalls));
});

it("windlass_worker reads the log and what it is of, and writes what it found, nothing else", async () => {
  expect(await tablePrivileges("windlass_worker")).toEqual({ SELECT: words(workerReads) });
  expect(await columnsWritten("windlass_worker")).toEqual(words(workerWrites));
  expect(await calls("windlass_worker")).toEqual(words(workerCalls));
});

it.each(["windlass_app", "windlass_signin", "windlass_worker"])(
  "%s owns nothing, creates nothing, is no superuser and member of nothing",
  async (role) => {
    const [found] = await db.superuser`
    select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication as mighty,
      has_schema_privilege(${role}, 'public', 'create') as creates, has_database_privilege(${role}, current_database(), 'create') as schemas,
      has_database_privilege(${role}, current_database(), 'temporary') as temporary,
      exists (select from pg_auth_members where member = r.oid) as member, exists (select from pg_class where relowner = r.oid) as owns,
      (select count(*) from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'public' and case relkind when 'S' then has_sequence_privilege(${role}, c.oid, 'usage,select,update') end)::integer as sequences
    from pg_roles r where rolname = ${role}`;
    expect(found).toEqual({
      mighty: false,
      creates: false,
      schemas: false,
      temporary: false,
      member: false,
      owns: false,
      sequences: 0,
    });
  },
);

it("no function is for everybody, today or made tomorrow", async () => {
  await db.owner.unsafe("create function made_tomorrow() returns int language sql as 'select 1'");
  const rows = await db.superuser`
    select proname from pg_proc p join pg_namespace n on n.oid = pronamespace
    where nspname = 'public' and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))`;
  expect(rows).toEqual([]);
});

it("every function has its search path, and those that run as their owner put pg_temp last", async () => {
  const rows = await db.superuser<{ name: string; path: string | null }[]>`
    select proname::text as name, (select substr(setting, 13) from unnest(proconfig) setting where setting like 'search_path=%') as path
    from pg_proc p join pg_namespace n on n.oid = pronamespace
    where nspname = 'public' and proname <> 'made_tomorrow' and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
  expect(rows.filter(({ path }) => path !== "pg_catalog, public, pg_temp")).toEqual([]);
});

it("every trigger that guards a record fires always", async () => {
  const rows = await db.superuser<{ name: string }[]>`
    select relname || '.' || tgname as name from pg_trigger t join pg_class c on c.oid = tgrelid where not tgisinternal and tgenabled <> 'A'
      and relkind <> 'v' -- a view whose trigger does not fire takes nothing
    order by 1`;
  expect(rows.map(({ name }) => name)).toEqual([]);
});
