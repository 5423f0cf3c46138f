import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, queryRows } from "@/db/connection/typed-sql";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { firstRunQuery } from "./read-first-run";

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

const firstRun = async () => (await queryRows(app, firstRunQuery))[0]?.page;

it("follows the first normal change to its approval", async () => {
  expect(await firstRun()).toMatchObject({ hasSystems: true, isUsed: false, firstChange: null });
  const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  await takeStep(fixture.app, fixture.operator, "change", id, "submit");
  const stepsOf = async () => (await firstRun())?.firstChange;
  expect(await stepsOf()).toEqual({ number: `CHG-${id}`, steps: ["draft", "submit"] });
  await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
  await takeStep(fixture.app, fixture.lead, "change", id, "approve");
  await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  expect(await stepsOf()).toEqual({ number: `CHG-${id}`, steps: ["approve", "draft", "review", "submit"] });
});
