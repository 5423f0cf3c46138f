import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, queryRows } from "@/db/connection/typed-sql";
import { noticesQuery } from "@/db/home/read-notices";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { fromNow } from "@/testing/model/prepare";
import { takeStep } from "@/testing/steps";
import { emergenciesQuery } from "./read-emergency-share";

// The share of emergencies as the lead's page counts it, against records made here.

let fixture: Fixture;
let client: postgres.Sql;
let app: Database;

beforeAll(async () => {
  fixture = await newFixture();
  client = postgres(fixture.url("app"), { max: 1, onnotice: () => {} });
  app = drizzle({ client });
});
afterAll(async () => {
  await client.end();
  await fixture.drop();
});

it("counts each change once a month and once for each of its clients, and what came late or was not justified", async () => {
  const { id: elsewhere } = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
    name: "edge",
    client: "Brig",
  });
  await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  const declare = async (input: object) =>
    (
      await takeStep(fixture.app, fixture.operator, "change", null, "declare", {
        ...firstInput.emergency(fixture),
        ...input,
      })
    ).id;
  await declare({ systems: [fixture.dns, fixture.web, elsewhere] });
  await declare({ systems: [], systemInWords: "A box in a cupboard" });
  const late = await declare({ startedAt: fromNow(-25 * 60) });
  await takeStep(fixture.app, fixture.operator, "change", late, "stand_down", { reason: "It came back." });
  await takeStep(fixture.app, fixture.operator, "change", late, "document", {
    what: "Nothing.",
    why: "It was down.",
    rollbackPlan: "Nothing to undo: nothing was changed.",
    category: "DNS",
  });
  await takeStep(fixture.app, fixture.lead, "change", late, "review_after", {
    outcome: "not_justified",
    reason: "It was up.",
  });

  const opened = { start: fromNow(-60), end: fromNow(60), zone: "UTC" };
  const parts = (await queryRows(app, emergenciesQuery(opened))).map(({ part }) => part);
  const [month] = await fixture.owner<
    { month: string }[]
  >`select to_char(now() at time zone 'UTC', 'YYYY-MM') as month`;
  const named = (name: string) => ({ id: expect.any(Number), name });
  expect(parts).toHaveLength(4);
  expect(parts).toEqual(
    expect.arrayContaining([
      { month: month?.month, emergencies: 3, all: 4, notJustified: 1, late: 1 },
      { client: named("Acme"), emergencies: 2, all: 3, notJustified: 1, late: 1 },
      { client: named("Brig"), emergencies: 1, all: 1, notJustified: 0, late: 0 },
      { client: null, emergencies: 1, all: 1, notJustified: 0, late: 0 },
    ]),
  );
  const share = async (month: typeof opened | null) =>
    (await queryRows(app, noticesQuery(fixture.lead.id, month)))[0]?.notices.share;
  expect(await share(opened)).toEqual({ emergencies: 3, all: 4 });
  expect(await share({ ...opened, end: opened.start })).toEqual({ emergencies: 0, all: 0 });
  expect(await share(null)).toBeNull();
  expect(await queryRows(app, emergenciesQuery({ ...opened, end: opened.start }))).toEqual([]);
});
