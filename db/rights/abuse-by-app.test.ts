import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/testing/database";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep, takeStepIn } from "@/testing/steps";

// Security, abuse case 7: whoever holds the app's connection string can do what the app can do, and nothing more.

let fixture: Fixture;
let change = 0;

beforeAll(async () => {
  fixture = await newFixture();
  change = (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
  await takeStep(fixture.app, fixture.operator, "change", change, "submit");
});
afterAll(() => fixture.drop());

const denied = "42501";
const own = (statement: string) =>
  fixture.app.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${fixture.operator.token}, true)`;
    return tx.unsafe(statement);
  });

describe("the app's role writes nothing but events", () => {
  const tables = [
    "events",
    "texts",
    "changes",
    "change_systems",
    "system_reservations",
    "incidents",
    "findings",
    "deliveries",
    "freezes",
    "freeze_spans",
    "feeds",
    "entries",
    "entry_systems",
    "systems",
    "clients",
    "people",
    "person_roles",
    "sessions",
    "rules",
    "refusal_messages",
    "installation",
    "record_chains",
    "counters",
    "idempotency_keys",
    "refusals",
    "form_drafts",
    "saved_views",
    "history_loads",
    "ledger_queue",
    "ledger_entries",
    "ledger_nodes",
    "ledger_worker_status",
    "checkpoints",
    "verifications",
    "exports",
    "notice_rules",
    "channel_states",
    "delivery_attempts",
    "email_opt_outs",
    "rosters",
    "shifts",
    "declared_rosters",
    "follow_ups",
    "delegations",
    "entry_clients",
    "gate_tokens",
    "api_tokens",
    "accounts",
    "api_token_uses",
    "halts",
    "webhooks",
    "webhook_secrets",
    "webhook_cursor",
    "policy_versions",
    "policy_reviews",
    "step_usage_daily",
    "rate_limits",
    "reference_version",
    "worker_locks",
    "rulebook",
    "account_pairs",
    "attachments",
    "mentions",
    "watches",
    "imports",
    "imported_records",
  ];
  it.each(tables)("%s: no update, delete or truncate", async (table) => {
    for (const statement of [`delete from ${table}`, `truncate ${table} cascade`])
      expect(await refusalFrom(own(statement))).toMatchObject({ code: denied });
    const [column] = await fixture.owner<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' and is_identity = 'NO' limit 1`;
    expect(await refusalFrom(own(`update ${table} set "${column?.name}" = "${column?.name}"`))).toMatchObject({
      code: denied,
    });
    if (table !== "events")
      expect(await refusalFrom(own(`insert into ${table} default values`))).toMatchObject({ code: denied });
  });

  it.each([
    "sessions",
    "record_chains",
    "counters",
    "idempotency_keys",
    "refusals",
    "form_drafts",
    "rate_limits",
    "reference_version",
    "worker_locks",
  ])("%s: not even a look", async (table) => {
    expect(await refusalFrom(own(`select * from ${table}`))).toMatchObject({ code: denied });
  });

  it("all tables are named above", async () => {
    const found = await fixture.owner<
      { name: string }[]
    >`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    expect(found.map(({ name }) => name).sort()).toEqual([...tables].sort());
  });
});

describe("an event takes six columns, and the rest is found", () => {
  it.each([
    "id",
    "seq",
    "session_id",
    "from_status",
    "to_status",
    "revision",
    "aside",
    "received_at",
    "cause_id",
    "loaded",
    "canonical",
    "hash",
  ])("%s cannot be sent along", async (column) => {
    expect(
      await refusalFrom(
        own(
          `insert into events (subject_type, subject_id, step, ${column}) values ('change', ${change}, 'note', null)`,
        ),
      ),
    ).toMatchObject({ code: denied });
  });

  it("a person sent along is not believed", async () => {
    const [event] = await own(
      `insert into events (subject_type, subject_id, step, person_id, input) values ('change', ${change}, 'note', ${fixture.lead.id}, '{"comment": "x"}') returning person_id`,
    );
    expect(event).toEqual({ person_id: fixture.operator.id });
    expect(
      await refusalFrom(
        own(
          `insert into events (subject_type, subject_id, step, person_id) values ('change', ${change}, 'review', ${fixture.reviewer.id})`,
        ),
      ),
    ).toMatchObject({ because: "who" });
  });

  it.each([null, "", "x", "' or true --", "\u{1F600}", "0".repeat(100_000)])(
    "the token %j names nobody",
    async (token) => {
      for (const [recordType, id, name] of [
        ["change", change, "note"],
        ["change", null, "draft"],
        ["person", 1, "end_sessions"],
      ] as const)
        expect(
          await refusalFrom(takeStep(fixture.app, { token: token ?? "" }, recordType, id, name, { comment: "x" })),
        ).toMatchObject({ because: "signed_out" });
      expect(
        await refusalFrom(
          fixture.app`insert into events (subject_type, subject_id, step) values ('change', ${change}, 'note')`,
        ),
      ).toMatchObject({ because: "signed_out" });
    },
  );

  it("the stored hash of a token is no token", async () => {
    const rows = await fixture.superuser<{ hash: string }[]>`select encode(token_sha256, 'hex') as hash from sessions`;
    for (const { hash } of rows)
      expect(
        await refusalFrom(takeStep(fixture.app, { token: hash }, "change", change, "note", { comment: "x" })),
      ).toMatchObject({ because: "signed_out" });
  });
});

describe("nothing that a client can SET weakens a rule", () => {
  it.each([
    "set role windlass_owner",
    "set role windlass_signin",
    "set role postgres",
    "set session authorization windlass_owner",
    "set session_replication_role = replica",
    "alter table events disable trigger all",
    "alter table events disable trigger a_judge_event",
    "drop trigger a_judge_event on events",
    "alter role windlass_app superuser",
    "grant windlass_owner to windlass_app",
    "create role x",
    "load 'auto_explain'",
    "create temporary table events (id bigint)",
    "create temporary table sessions as select 1",
    "create table public.x (id bigint)",
    "create schema x",
    "create function pg_temp.x() returns int language sql as 'select 1'",
    "create or replace function windlass_now() returns timestamptz language sql as 'select now()'",
    "create extension pgcrypto",
    "copy events to '/tmp/x'",
    "copy (select 1) to program 'id'",
    "select pg_read_file('/etc/passwd')",
    "create view pg_temp.x as select 1",
    "do $$ begin execute 'create temporary table t ()'; end $$",
    "create trigger x before insert on events for each row execute function suppress_redundant_updates_trigger()",
    "lock table changes in access exclusive mode",
    "lock table events in access exclusive mode",
    "comment on table events is 'x'",
    "alter table events owner to windlass_app",
    "insert into events select * from events",
    "alter database postgres set timezone = 'UTC'",
    "set windlass.kind = 'demo'; update installation set clock_offset = '1 day'",
  ])("%s is refused", async (statement) => {
    expect((await refusalFrom(own(statement))).code).toMatch(/^(42501|0LP01|22023|42602)$/);
  });

  it.each([
    "search_path = pg_temp, public",
    "search_path = ''",
    "timezone = 'Pacific/Kiritimati'",
    "datestyle = 'German, DMY'",
    "intervalstyle = 'sql_standard'",
    "bytea_output = 'escape'",
    "windlass.person = '1'",
    "windlass.now = '2000-01-01'",
    "windlass.role = 'ops_lead'",
    "windlass.depth = '5'",
    "standard_conforming_strings = on",
    "client_encoding = 'LATIN1'",
    "row_security = off",
    "extra_float_digits = 3",
    "transform_null_equals = on",
    "default_transaction_deferrable = on",
    "plan_cache_mode = force_generic_plan",
  ])("after set %s the author still cannot review, the reviewer can, and time is the same", async (setting) => {
    const app = connect(fixture.url("app"), 1);
    try {
      await app.unsafe(`set ${setting}`);
      const id = (await stepOn(app, fixture.operator.token, null, "draft", firstInput.normal(fixture))).id;
      await stepOn(app, fixture.operator.token, id, "submit");
      expect(await refusalFrom(stepOn(app, fixture.operator.token, id, "review"))).toMatchObject({ because: "who" });
      const early = { windowStart: "2020-01-01T00:00Z", windowEnd: "2020-01-01T01:00Z" };
      await stepOn(app, fixture.reviewer.token, id, "review");
      await stepOn(app, fixture.lead.token, id, "approve");
      expect(await refusalFrom(stepOn(app, fixture.operator.token, id, "schedule", early))).toMatchObject({
        need: "window_valid",
      });
      const [event] = await fixture.owner<
        { canonical: string }[]
      >`select canonical from events where subject_type = 'change' and subject_id = ${id} order by seq limit 1`;
      expect(JSON.parse(event?.canonical ?? "")).toMatchObject({
        by: fixture.operator.id,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      });
      expect(Math.abs(Date.parse(JSON.parse(event?.canonical ?? "").at) - Date.now())).toBeLessThan(60_000);
    } finally {
      await app.end();
    }
  });

  it("set constraints all deferred defers no rule", async () => {
    const attempt = fixture.app.begin(async (tx) => {
      await tx`set constraints all deferred`;
      await takeStepIn(tx, fixture.operator, "change", change, "review");
    });
    expect(await refusalFrom(attempt)).toMatchObject({ because: "who" });
  });

  it.each(["repeatable read", "serializable"] as const)(
    "a step under %s, which would not see what others did, is refused",
    async (level) => {
      expect(
        await refusalFrom(
          fixture.app.begin(`isolation level ${level}`, (tx) =>
            takeStepIn(tx, fixture.operator, "change", change, "note", { comment: "x" }),
          ),
        ),
      ).toMatchObject({ because: "isolation" });
    },
  );

  it("a prepared transaction cannot keep a record locked", async () => {
    const app = connect(fixture.url("app"), 1);
    try {
      await app`begin`;
      await app`select set_config('windlass.session', ${fixture.operator.token}, true)`;
      await app`insert into events (subject_type, subject_id, step, input) values ('change', ${change}, 'note', '{"comment": "x"}')`;
      expect((await refusalFrom(app`prepare transaction 'x'`)).code).toBe("55000");
    } finally {
      await app.end();
    }
  });
});

const stepOn = (
  app: Fixture["app"],
  token: string,
  id: number | null,
  name: string,
  input: Readonly<Record<string, unknown>> = {},
) =>
  app.begin(async (tx) => {
    await tx`select pg_catalog.set_config('windlass.session', ${token}, true)`;
    const [row] = await tx<{ id: number }[]>`
      insert into public.events (subject_type, subject_id, step, read_at, input)
      values ('change', ${id}, ${name}, (select step_seq from public.current_state('change', ${id})), ${JSON.stringify(input)}::text::jsonb) returning subject_id as id`;
    return { id: row?.id ?? 0 };
  });
