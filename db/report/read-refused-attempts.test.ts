import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "@/db/connection/typed-sql";
import { tokenHash } from "@/db/people/session-token";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { readRefusedAttempts } from "./read-refused-attempts";

let fixture: Fixture;
let app: postgres.Sql;
let reader: Database;
let change: number;
const always = { start: "2000-01-01T00:00:00Z", end: "2100-01-01T00:00:00Z" };

beforeAll(async () => {
  fixture = await newFixture();
  app = postgres(fixture.url("app"), { max: 2, onnotice: () => {} });
  reader = drizzle({ client: app });
  change = (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
});
afterAll(async () => {
  await app.end();
  await fixture.drop();
});

const refuse = (who: { token: string }, name: string, clause: string, id = change) =>
  fixture.app`select record_refusal(${tokenHash(who.token)}, ${name}, 'change', ${id}, ${`No ${name}.`}, ${clause})`;

it("counts what was refused by person, step and clause, with its first and last time", async () => {
  for (let n = 0; n < 3; n += 1) await refuse(fixture.operator, "review", "normal-reviewed");
  await refuse(fixture.operator, "approve", "normal-approved");
  await refuse(fixture.reviewer, "review", "normal-reviewed");
  const attempts = await readRefusedAttempts(always, [], reader);
  expect(attempts.map(({ person, step, clause, times }) => [person.id, step, clause, times])).toEqual(
    expect.arrayContaining([
      [fixture.operator.id, "review", "normal-reviewed", 3],
      [fixture.operator.id, "approve", "normal-approved", 1],
      [fixture.reviewer.id, "review", "normal-reviewed", 1],
    ]),
  );
  expect(attempts).toHaveLength(3);
  for (const { first, last } of attempts) expect(first <= last).toBe(true);
});

it("is of the period alone, and of what a filter covers", async () => {
  expect(await readRefusedAttempts({ ...always, end: "2001-01-01T00:00:00Z" }, [], reader)).toEqual([]);
  expect(await readRefusedAttempts({ ...always, client: 1 }, [change + 1], reader)).toEqual([]);
  expect(await readRefusedAttempts({ ...always, client: 1 }, [change], reader)).toHaveLength(3);
});
