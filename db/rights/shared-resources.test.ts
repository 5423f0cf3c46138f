import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "@/db/install/migrate";
import { emptyDatabase } from "@/testing/database";
import { type Fixture, newFixture } from "@/testing/fixture";
import { hashOf } from "@/testing/people";
import { refusalFrom } from "@/testing/steps";

// Nobody exhausts shared resources: what is stored for one person is bounded, and no lesser role blocks the log or fills the disk.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

describe("what is kept for one person", () => {
  const saveDraft = (who: { token: string }, size: number) =>
    fixture.app<
      { id: string | null }[]
    >`select store_form_draft(${hashOf(who.token)}, '/changes/CHG-1', ${Buffer.alloc(size, 1)}) as id`;
  const draftTotalsOf = async (who: { id: number }) =>
    (
      await fixture.owner<{ forms: number; bytes: number }[]>`
      select count(*) as forms, coalesce(sum(octet_length(encrypted_form)), 0)::bigint as bytes from form_drafts where person_id = ${who.id}`
    )[0];

  it("is their newest 20 forms", async () => {
    const ids = [];
    for (let form = 0; form < 25; form++) ids.push((await saveDraft(fixture.operator, 1000))[0]?.id);
    expect(await draftTotalsOf(fixture.operator)).toEqual({ forms: 20, bytes: 20_000 });
    const left = await fixture.owner`select id from form_drafts where person_id = ${fixture.operator.id}`;
    expect(new Set(left.map(({ id }) => id))).toEqual(new Set(ids.slice(5)));
  });

  it("is no more than 2 MB, whatever they are", async () => {
    for (let form = 0; form < 5; form++) await saveDraft(fixture.reviewer, 700_000);
    expect(await draftTotalsOf(fixture.reviewer)).toEqual({ forms: 2, bytes: 1_400_000 });
    expect((await saveDraft(fixture.reviewer, 2_100_000))[0]?.id).toBeNull();
    expect(await draftTotalsOf(fixture.reviewer)).toEqual({ forms: 2, bytes: 1_400_000 });
  });

  it("is so when many are sent at once, and of one person without another's", async () => {
    await Promise.all(Array.from({ length: 40 }, () => saveDraft(fixture.lead, 1000)));
    expect((await draftTotalsOf(fixture.lead))?.forms).toBe(20);
    expect((await draftTotalsOf(fixture.operator))?.forms).toBe(20);
  });
});

describe("what somebody is refused", () => {
  const refuse = (who: { token: string }, sentence: string) =>
    fixture.app`select record_refusal(${hashOf(who.token)}, 'approve', 'change', 1, ${sentence}, 'normal-approved')`;
  const noticesOf = async (who: { id: number }) =>
    (
      await fixture.owner<{ events: number; times: number }[]>`select
      (select count(*) from events where subject_type = 'person' and subject_id = ${who.id} and step = 'refused') as events,
      (select coalesce(sum(times), 0)::bigint from refusals where person_id = ${who.id}) as times`
    )[0];

  it("is told one by one to a hundred a minute, and counted after that", async () => {
    const before = Date.now();
    for (let attempt = 0; attempt < 130; attempt++) await refuse(fixture.operator2, `No. ${attempt}`);
    const minutes = Math.floor(Date.now() / 60_000) - Math.floor(before / 60_000) + 1;
    const { events = 0, times = 0 } = (await noticesOf(fixture.operator2)) ?? {};
    expect(times).toBe(130);
    expect(events).toBeLessThanOrEqual(101 * minutes);
    await refuse(fixture.reviewer2, "Another.");
    expect(await noticesOf(fixture.reviewer2)).toEqual({ events: 1, times: 1 });
  });
});

describe("a lesser role", () => {
  it.each(["windlass_log", "windlass_checkpoint", "windlass_notices", "windlass_verification", "windlass_wake slack"])(
    "holds up nobody by an advisory lock on %s",
    async (name) => {
      await fixture.app.begin(async (tx) => {
        await tx`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
        const [row] = await fixture.worker<{ placed: number | null; alone: boolean }[]>`
          select sequence_events(1000) as placed, try_verification_lock() as alone`;
        expect(row?.placed).toEqual(expect.any(Number));
        expect(row?.alone).toBe(true);
        const [swept] = await fixture.worker`set local lock_timeout = '5s'`.then(
          () => fixture.worker<{ kept: boolean }[]>`select queue_due_notices('UTC') is not null as kept`,
        );
        expect(swept).toMatchObject({ kept: true });
      });
    },
  );

  it("cannot hold up a migration", async () => {
    const empty = await emptyDatabase();
    await migrate(empty.url("owner"), "demo");
    try {
      const other = await empty.app.reserve();
      await other`select pg_advisory_lock(7461113)`;
      await migrate(empty.url("owner"), "demo");
      for (const table of ["drizzle.migration_turn", "worker_locks"])
        expect(await refusalFrom(other.unsafe(`lock table ${table}`))).toMatchObject({
          code: expect.stringMatching(/42501|25P01/),
        });
      other.release();
    } finally {
      await empty.drop();
    }
  });

  it.each(["app", "worker", "signin"] as const)(
    "%s cannot fill the disk past all tables, nor lock a turn",
    async (role) => {
      for (const attempt of [
        "select lo_create(0)",
        "select lo_creat(-1)",
        "select lo_from_bytea(0, 'x')",
        "select lo_put(1, 0, 'x')",
        "select pg_logical_emit_message(true, 'x', 'x')",
        "create temporary table x (a text)",
        "select from worker_locks for update",
        "update worker_locks set name = name",
        "do $$ begin lock table worker_locks in share mode; end $$",
      ])
        expect(await refusalFrom(fixture[role].unsafe(attempt)), attempt).toMatchObject({ code: "42501" });
    },
  );

  it("has two that verify one after the other", async () => {
    await fixture.worker.begin(async (tx) => {
      expect(await tx`select try_verification_lock() as alone`).toMatchObject([{ alone: true }]);
      expect(await fixture.worker`select try_verification_lock() as alone`).toMatchObject([{ alone: false }]);
      expect(await fixture.worker`select sequence_events(1000) is not null as placed`).toMatchObject([
        { placed: true },
      ]);
    });
    expect(await fixture.worker`select try_verification_lock() as alone`).toMatchObject([{ alone: true }]);
  });
});
