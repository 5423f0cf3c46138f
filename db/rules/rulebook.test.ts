import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "@/db/install/migrate";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { refusalFrom } from "@/testing/steps";

// What decides is in the record: the rules are written by a migration alone, and what is in force has a fingerprint that is an event.

let db: TestDatabase;

beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

type Recorded = { readonly occasion: string; readonly fingerprint: string; readonly rulesHash: string };

const recorded = async (): Promise<Recorded[]> => {
  const rows = await db.owner<{ data: Recorded }[]>`
    select canonical::jsonb -> 'data' as data from events where step = 'record_rulebook' order by id`;
  return rows.map(({ data }) => data);
};

describe("the owner, with every trigger in its place", () => {
  const byOwner = (statement: string) => refusalFrom(() => db.owner.unsafe(statement));

  it.each([
    `update rules set allowed_actors = '[{"roles": ["operator"]}]' where step = 'review'`,
    `insert into rules select 'change', 'approve', 'normal', 'draft', 'approved', allowed_actors, preconditions, inputs, clause, refusal_message, derived, annotation from rules where step = 'approve'`,
    "delete from rules where step = 'reject'",
    "truncate rules",
    "update refusal_messages set message = ''",
    "delete from notice_rules",
  ])("is refused: %s", async (statement) => {
    expect(await byOwner(statement)).toMatchObject({ code: "WL001", because: "kept" });
  });

  it.each(["delete from rulebook", "truncate rulebook"])("does not lose what was recorded: %s", async (statement) => {
    expect(await byOwner(statement)).toMatchObject({ code: "WL001" });
  });

  it("cannot say another fingerprint than the living one", async () => {
    await db.owner`update rulebook set fingerprint = 'none', parts = '{}'`;
    const [row] = await db.owner`select fingerprint = rulebook_fingerprint(current_rulebook()) as is from rulebook`;
    expect(row).toEqual({ is: true });
  });

  it("tells by an event what a trigger of their own does to the rules", async () => {
    const before = await recorded();
    await db.owner.unsafe(`
      create table door (opens boolean);
      create function open_door() returns trigger language plpgsql as $$ begin
        update rules set allowed_actors = '[{"roles": ["operator"]}]' where step = 'review';
        return new;
      end $$;
      create trigger open_door before insert on door for each row execute function open_door();
      insert into door values (true);
      drop table door;
      drop function open_door()`);
    const after = await recorded();
    expect(after.length).toBe(before.length + 1);
    expect(after.at(-1)).toMatchObject({ occasion: "change" });
    expect(after.at(-1)?.rulesHash).not.toBe(before.at(-1)?.rulesHash);
    await migrate(db.url("owner"), "demo");
    expect((await recorded()).at(-1)?.rulesHash).toBe(before.at(-1)?.rulesHash);
  });

  it("cannot unsay it by taking away the rule of its event", async () => {
    const attempt = db.owner.unsafe(`
      create table door (opens boolean);
      create function open_door() returns trigger language plpgsql as $$ begin delete from rules; return new; end $$;
      create trigger open_door before insert on door for each row execute function open_door();
      insert into door values (true)`);
    expect(await refusalFrom(attempt)).toMatchObject({ code: "WL001" });
  });
});

describe("the fingerprint", () => {
  const parts = async () =>
    (await db.owner<{ parts: Record<string, string> }[]>`select current_rulebook() as parts`)[0]?.parts;

  it("is an event at each start, and the same where nothing changed", async () => {
    await migrate(db.url("owner"), "demo");
    await migrate(db.url("owner"), "demo");
    const [one, other] = (await recorded()).slice(-2);
    expect(one).toMatchObject({ occasion: "start" });
    expect(other).toEqual(one);
  });

  it("is an event when the worker verifies", async () => {
    await db.worker`select record_rulebook('verification')`;
    expect((await recorded()).at(-1)).toMatchObject({ occasion: "verification" });
  });

  it.each([
    [
      "functions",
      "create or replace function has_visible_text(value text) returns boolean language sql immutable as 'select true'",
    ],
    ["functions", "create function another() returns integer language sql as 'select 1'"],
    ["triggers", "alter table events disable trigger a_judge_event"],
    ["triggers", "alter table rules enable trigger a_guard_rules"],
    ["triggers", "create rule nothing as on insert to refusals do instead nothing"],
    ["constraints", "alter table events drop constraint an_event_is_hashed_as_its_bytes_are"],
    ["constraints", "alter table changes alter column status drop not null"],
    ["grants", "grant insert on events to windlass_worker"],
    ["grants", "grant update (status) on changes to windlass_app"],
    ["grants", "grant execute on function store_text(bigint, text, integer, text) to public"],
    ["grants", "alter table events enable row level security"],
  ])("of %s changes with: %s", async (part, statement) => {
    const before = await parts();
    const undo = new Error("undone");
    const changed = await db.superuser
      .begin(async (tx) => {
        await tx.unsafe(statement);
        const [row] = await tx<{ parts: Record<string, string> }[]>`select current_rulebook() as parts`;
        throw Object.assign(undo, { parts: row?.parts });
      })
      .catch((error) => {
        if (error !== undo) throw error;
        return error.parts as Record<string, string>;
      });
    expect(Object.keys(changed).filter((name) => changed[name] !== before?.[name])).toContain(part);
  });
});
