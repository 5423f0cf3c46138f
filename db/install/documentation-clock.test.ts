import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changeQuery } from "@/db/changes/read-change";
import { type Database, queryRows } from "@/db/connection/typed-sql";
import { readChangeAuditBatch } from "@/db/report/read-change-audits";
import { deadlinesOf } from "@/lib/changes/deadlines";
import { exceptionsIn } from "@/lib/report/exceptions";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep, takeStepIn } from "@/testing/steps";

// 24 hours from the claimed start, to the second (Emergency: documented within 24 hours), by the demonstration's clock.

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

const fiveFacts = { what: "Failed over.", why: "It was down.", rollbackPlan: "Fail back." };

/** Takes the step at that moment of the product's clock, so many seconds after the emergency began. */
const takeAt = (id: number, seconds: number, name: string, input: object) =>
  fixture.owner.begin(async (tx) => {
    await tx`update installation set clock_offset = c.started_at + make_interval(secs => ${seconds}) - clock_timestamp() from changes c where c.id = ${id}`;
    const result = await takeStepIn(tx, fixture.operator, "change", id, name, { ...input });
    await tx`update installation set clock_offset = '0'`;
    return result;
  });

it.each([
  ["at 23:59:59, on time", 86_399, [], []],
  ["at 24:00:01, late", 86_401, ["documented less than a minute late"], ["documented_late"]],
])("%s, and it stays so when it is returned", async (_, seconds, deadlines, exceptions) => {
  const { id } = await takeStep(
    fixture.app,
    fixture.operator,
    "change",
    null,
    "declare",
    firstInput.emergency(fixture),
  );
  await takeAt(id, 3600, "finish", { actual: "Failed over." });
  await takeAt(id, seconds, "document", { ...fiveFacts, category: "DNS" });
  const found = async () => {
    const [row] = await queryRows(app, changeQuery(id));
    const names = { people: new Map(), systems: new Map(), entries: new Map() };
    const [audit] = await readChangeAuditBatch([id], names, app);
    if (!row || !audit) throw new Error("there is no such change");
    const moment = { now: new Date(Date.now() + 2 * 86_400_000).toISOString(), zone: "UTC" };
    return {
      deadlines: deadlinesOf(row.change, moment.now, "UTC").map(({ text }) => text),
      exceptions: exceptionsIn(audit, moment).map(({ kind }) => kind),
    };
  };
  expect(await found()).toEqual({ deadlines, exceptions });
  await takeStep(fixture.app, fixture.lead, "change", id, "return", { comment: "Say more." });
  await takeStep(fixture.app, fixture.operator, "change", id, "document", {
    ...fiveFacts,
    category: "DNS",
    what: "Failed over to the second.",
  });
  expect(await found()).toEqual({ deadlines, exceptions });
});
