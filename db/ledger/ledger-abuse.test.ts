import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, newFixture } from "@/testing/fixture";
import { newSigner, signLog } from "@/testing/sign-log";
import { refusalFrom, takeStep, takeStepIn } from "@/testing/steps";
import { sequenceEvents } from "./sequence-events";

// The log is written once, whoever connects: the app, the worker, and the owner, directly and from a trigger of its own.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  await fixture.app.begin(async (tx) => {
    for (let index = 0; index < 260; index += 1)
      await takeStepIn(tx, fixture.operator, "person", fixture.operator.id, "set_timezone", { timezone: "UTC" });
  });
  await signLog(fixture.worker, newSigner());
  await fixture.worker`insert into verifications (started_at, ended_at, size, ok, words, note) values (now(), now(), 3, true, 'x', 'y')`;
  await takeStep(fixture.app, fixture.auditor, "person", fixture.auditor.id, "export", { exported: "report.json" });
  await takeStep(fixture.app, fixture.operator, "person", fixture.operator.id, "set_timezone", { timezone: "UTC" });
  await fixture.owner.unsafe(`
    create table lever (statement text not null);
    create function pull() returns trigger language plpgsql as $$ begin execute new.statement; return null; end $$;
    create trigger pull after insert on lever for each row execute function pull()`);
});
afterAll(() => fixture.drop());

const rewrites = {
  "a place": "update ledger_entries set log_index = log_index + 1000000",
  "a leaf": "update ledger_entries set leaf = sha256('x') where log_index = 1",
  "the end of the log, cut": "delete from ledger_entries where log_index > 2",
  "the log, emptied": "truncate ledger_entries",
  "a place taken twice":
    "insert into ledger_entries (log_index, event_id, leaf) select 1, max(id), sha256('x') from events",
  "a place after a gap":
    "insert into ledger_entries (log_index, event_id, leaf) select 1000000, max(id), leaf_hash((select canonical from events order by id desc limit 1)) from events",
  "a leaf that is not of its event":
    "insert into ledger_entries (log_index, event_id, leaf) select (select max(log_index) from ledger_entries) + 1, max(id), sha256('x') from events",
  "a node": "update ledger_nodes set hash = sha256('x')",
  "nodes, gone": "truncate ledger_nodes",
  "a node, made up": "insert into ledger_nodes (level, index, hash) values (8, 7, sha256('x'))",
  "a node of the wrong hash": "insert into ledger_nodes (level, index, hash) values (8, 1, sha256('x'))",
  "what waits, forgotten": "delete from ledger_queue",
  "what waits, emptied": "truncate ledger_queue",
  "what waits, made up": "insert into ledger_queue (event_id) values (1)",
  "a checkpoint's root": "update checkpoints set root = sha256('y')",
  "a checkpoint's key": "update checkpoints set verifier_key = 'another'",
  "a checkpoint, gone": "delete from checkpoints",
  "all checkpoints, gone": "truncate checkpoints",
  "a checkpoint of what is not there": "select store_checkpoint(1000000, sha256('x'), 'x', 'x', now())",
  "a checkpoint of less than the last":
    "insert into checkpoints (size, root, note, verifier_key, at) values (2, sha256('x'), 'x', 'x', now())",
  "a verification": "update verifications set ok = true",
  "a verification, gone": "delete from verifications",
  "an export": "update exports set file_name = 'nothing'",
  "an export, gone": "delete from exports",
  "an export of no event":
    "insert into exports (event_id, person_id, at, file_name) select 1, min(id), now(), 'x' from people",
};

const fingerprint = async () =>
  (
    await fixture.owner<{ all: string }[]>`select md5(concat(
      (select string_agg(l::text, ',' order by log_index) from ledger_entries l), (select string_agg(n::text, ',' order by level, index) from ledger_nodes n),
      (select string_agg(q::text, ',' order by event_id) from ledger_queue q), (select string_agg(c::text, ',' order by id) from checkpoints c),
      (select string_agg(v::text, ',' order by id) from verifications v), (select string_agg(x::text, ',' order by event_id) from exports x))) as all`
  )[0]?.all;

describe("what the log holds stays", () => {
  it.each(["app", "worker", "owner", "a trigger of the owner's"])("whatever %s tries", async (who) => {
    const before = await fingerprint();
    const open: string[] = [];
    for (const [what, statement] of Object.entries(rewrites)) {
      // The worker may keep checkpoints: of what is there.
      const attempt =
        who === "app" || who === "worker"
          ? fixture[who].unsafe(statement)
          : who === "owner"
            ? fixture.owner.unsafe(statement)
            : fixture.owner`insert into lever values (${statement})`;
      const found = await refusalFrom(attempt).catch(() => ({ code: "none" }));
      const expectedCode = who === "app" || who === "worker" ? /^(42501|WL001)$/ : /^(WL001|23505|23503)$/;
      if (!expectedCode.test(found.code)) open.push(`${what}: ${JSON.stringify(found)}`);
    }
    expect(open).toEqual([]);
    expect(await fixture.owner`select from ledger_nodes`).toHaveLength(1);
    expect(await fingerprint()).toBe(before);
  });
});

it("an event in the log cannot be placed again, and one that waits gets its place in the end", async () => {
  expect(await sequenceEvents(fixture.worker)).toBe(2);
  expect(await sequenceEvents(fixture.worker)).toBe(0);
});

it("a checkpoint of less than the last is not kept, and says so", async () => {
  const [row] = await fixture.worker`select store_checkpoint(2, sha256('x'), 'x', 'x', now()) as kept`;
  expect(row).toEqual({ kept: false });
});

it("a checkpoint is handed out once, by the app", async () => {
  const handed = async () => (await fixture.owner`select handed_out_at as at from checkpoints`)[0]?.at;
  await fixture.app`select mark_checkpoint_handed_out(1)`;
  const first = await handed();
  await fixture.app`select mark_checkpoint_handed_out(1)`;
  expect([first === null, await handed()]).toEqual([false, first]);
  expect(await refusalFrom(fixture.owner`update checkpoints set handed_out_at = null`)).toMatchObject({
    code: "WL001",
  });
});
