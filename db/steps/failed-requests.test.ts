import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appSql } from "@/db/connection/client";
import { DatabaseError } from "@/db/connection/database-error";
import { sha256 } from "@/db/connection/sha256";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { performStep, readReplayedResponse } from "./perform-step";

// A post whose step the database failed to take is no post: its key is there for the same form sent again.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const draft = () =>
  ({
    recordType: "change",
    recordId: null,
    step: "draft",
    expectedVersion: null,
    input: firstInput.normal(fixture),
    idempotencyKey: randomUUID(),
    requestHash: sha256("the same form"),
  }) as const;

const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    (answer) => answer,
    (error: unknown) => (error instanceof DatabaseError ? error.code : error),
  );

const changes = async () => (await fixture.owner`select count(*)::integer as changes from changes`)[0]?.changes;

/** Sent again once the failure is over: taken once, with the same response however often it is sent. */
async function countsOnce(post: ReturnType<typeof draft>, before: number): Promise<void> {
  expect(await readReplayedResponse(fixture.operator.token, post)).toBeNull();
  const answers: unknown[] = [];
  for (const _ of [1, 2, 3]) answers.push(await performStep(fixture.operator.token, post));
  expect(answers[0]).toMatchObject({ ok: true, status: "draft" });
  expect(answers).toEqual(answers.map(() => answers[0]));
  expect(await changes()).toBe(before + 1);
}

it.each(["55P03", "57014", "40P01", "40001", "53100", "53200", "53300", "25006", "57P03", "XX000"])(
  "fails with %s as the last thing of its transaction",
  async (code) => {
    await fixture.superuser.unsafe(`
      create function in_trouble() returns trigger language plpgsql as $$ begin raise exception 'trouble' using errcode = '${code}'; end $$;
      create trigger z_in_trouble after update on idempotency_keys for each row when (NEW.response is not null) execute function in_trouble()`);
    const [post, before] = [draft(), await changes()];
    expect(await codeOf(performStep(fixture.operator.token, post))).toBe(code);
    await fixture.superuser.unsafe("drop function in_trouble() cascade");
    await countsOnce(post, before);
  },
);

it("waits for a lock in vain, is cancelled, or loses its connection", async () => {
  for (const [end, code] of [
    ["pg_cancel_backend", /^57014$/],
    ["pg_terminate_backend", /^(57P01|CONNECTION_CLOSED)$/],
    [null, /^55P03$/],
  ] as const) {
    const [post, before] = [draft(), await changes()];
    await fixture.owner.begin(async (tx) => {
      await tx`lock table idempotency_keys in access exclusive mode`;
      const attempt = codeOf(performStep(fixture.operator.token, post));
      let isDone = false;
      void attempt.then(() => {
        isDone = true;
      });
      while (!isDone) {
        const waiting = await fixture.superuser<{ pid: number }[]>`
          select pid from pg_stat_activity where usename = 'windlass_app' and wait_event_type = 'Lock' and datname = current_database()`;
        if (end) for (const { pid } of waiting) await fixture.superuser.unsafe(`select ${end}(${pid})`);
      }
      expect(await attempt).toMatch(code);
    });
    expect(await appSql()`select 1 as one`.catch(() => appSql()`select 1 as one`)).toEqual([{ one: 1 }]);
    await countsOnce(post, before);
  }
});
