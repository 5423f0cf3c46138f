import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changeQuery } from "@/db/changes/read-change";
import { type Database, rowsOf } from "@/db/connection/rows";
import { readTracesOf } from "@/db/report/read-traces";
import { remarksOn } from "@/lib/changes/deadlines";
import { exceptionsIn } from "@/lib/report/exceptions";
import { step, stepIn } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";

// 24 hours from the claimed start, to the second (Emergency: documented within 24 hours), by the demonstration's clock.

let world: World;
let client: postgres.Sql;
let app: Database;

beforeAll(async () => {
  world = await newWorld();
  client = postgres(world.url("app"), { max: 1, onnotice: () => {} });
  app = drizzle({ client });
});
afterAll(async () => {
  await client.end();
  await world.drop();
});

const facts = { what: "Failed over.", why: "It was down.", rollbackPlan: "Fail back." };

/** Takes the step at that moment of the product's clock, so many seconds after the emergency began. */
const takeAt = (id: number, seconds: number, name: string, input: object) =>
  world.owner.begin(async (tx) => {
    await tx`update installation set clock_offset = c.started_at + make_interval(secs => ${seconds}) - clock_timestamp() from changes c where c.id = ${id}`;
    const taken = await stepIn(tx, world.operator, "change", id, name, { ...input });
    await tx`update installation set clock_offset = '0'`;
    return taken;
  });

it.each([
  ["at 23:59:59, on time", 86_399, [], []],
  ["at 24:00:01, late", 86_401, ["documented less than a minute late"], ["documented_late"]],
])("%s, and it stays so when it is returned", async (_, seconds, remarks, exceptions) => {
  const { id } = await step(world.app, world.operator, "change", null, "declare", firstInput.emergency(world));
  await takeAt(id, 3600, "finish", { actual: "Failed over." });
  await takeAt(id, seconds, "document", { ...facts, category: "DNS" });
  const found = async () => {
    const [row] = await rowsOf(app, changeQuery(id));
    const names = { people: new Map(), systems: new Map(), entries: new Map() };
    const [trace] = await readTracesOf([id], names, app);
    if (!row || !trace) throw new Error("there is no such change");
    const moment = { now: new Date(Date.now() + 2 * 86_400_000).toISOString(), zone: "UTC" };
    return {
      remarks: remarksOn(row.change, moment.now, "UTC").map(({ words }) => words),
      exceptions: exceptionsIn(trace, moment).map(({ kind }) => kind),
    };
  };
  expect(await found()).toEqual({ remarks, exceptions });
  await step(world.app, world.lead, "change", id, "return", { comment: "Say more." });
  await step(world.app, world.operator, "change", id, "document", {
    ...facts,
    category: "DNS",
    what: "Failed over to the second.",
  });
  expect(await found()).toEqual({ remarks, exceptions });
});
