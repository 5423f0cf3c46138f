import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeQuery } from "@/db/changes/read-change";
import { type Database, rowsOf } from "@/db/connection/rows";
import { readTracesOf } from "@/db/report/read-traces";
import { fromNow } from "@/testing/model/prepare";
import { refused, step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";
import { incidentQuery } from "./read-incident";

// What follows from an emergency or a failure: said by the draft, written by its event alone, read from both sides.

let world: World;
let client: postgres.Sql;
let app: Database;
let emergency = 0;

beforeAll(async () => {
  world = await newWorld();
  client = postgres(world.url("app"), { max: 1, onnotice: () => {} });
  app = drizzle({ client });
  emergency = (await step(world.app, world.operator, "change", null, "declare", firstInput.emergency(world))).id;
});
afterAll(async () => {
  await client.end();
  await world.drop();
});

const draft = (more: object = {}) =>
  step(world.app, world.operator, "change", null, "draft", { ...firstInput.normal(world), ...more });
const changeAt = async (id: number) => (await rowsOf(app, changeQuery(id)))[0]?.change;
const rows = async (id: number) =>
  Array.from(await world.owner`select change_id, follows_id from follow_ups where change_id = ${id}`);

describe("a change that follows another", () => {
  it("says so in its draft, and both say it", async () => {
    const { id } = await draft({ follows: emergency });
    expect(await rows(id)).toEqual([{ change_id: id, follows_id: emergency }]);
    expect(await changeAt(id)).toMatchObject({
      follows: { number: `CHG-${emergency}`, title: "Failing over.", status: "in_progress" },
      followUps: [],
    });
    const linked = { number: `CHG-${id}`, title: "A record", status: "draft" };
    expect(await changeAt(emergency)).toMatchObject({ follows: null, followUps: [linked] });
  });

  it("names one without a title by the first line of what it does", async () => {
    const what = "Failing over.\n\nWhat was done:\n21:10: moved the record";
    await step(world.app, world.operator, "change", emergency, "edit", { what });
    const { id } = await draft({ follows: emergency });
    expect(await changeAt(id)).toMatchObject({ follows: { title: "Failing over." } });
  });

  it("stays what it was: no later step says it again", async () => {
    const { id } = await draft({ follows: emergency });
    expect(await refused(step(world.app, world.operator, "change", id, "edit", { follows: id }))).toMatchObject({
      code: "WL001",
    });
    expect(await rows(id)).toEqual([{ change_id: id, follows_id: emergency }]);
  });

  it("follows one that there is, and not itself", async () => {
    const [last] = await world.owner<{ id: number }[]>`select max(id) as id from changes`;
    for (const follows of [0, 999_999, (last?.id ?? 0) + 1, "x"])
      expect(await refused(draft({ follows }))).toMatchObject({ code: "WL001", field: "follows" });
    const { id } = await draft();
    expect(await rows(id)).toEqual([]);
  });

  it("is written by its event alone, whoever connects", async () => {
    const { id } = await draft();
    const { id: linked } = await draft({ follows: emergency });
    const insert = `insert into follow_ups (change_id, follows_id) values (${id}, ${emergency})`;
    expect(await refused(world.app.unsafe(insert))).toMatchObject({ code: "42501" });
    await world.owner.unsafe(`
      create table lever (statement text not null);
      create function pull() returns trigger language plpgsql as $$ begin execute new.statement; return null; end $$;
      create trigger pull after insert on lever for each row execute function pull()`);
    for (const statement of [
      insert,
      `update follow_ups set follows_id = ${id}`,
      `delete from follow_ups where change_id = ${linked}`,
      "truncate follow_ups",
    ]) {
      expect(await refused(world.owner.unsafe(statement))).toMatchObject({ code: "WL001", because: "kept" });
      const pulled = world.owner`insert into lever values (${statement})`;
      expect(await refused(pulled)).toMatchObject({ code: "WL001", because: "kept" });
    }
    expect(await rows(linked)).toEqual([{ change_id: linked, follows_id: emergency }]);
  });

  it("is named by the report and on the incident of what it follows", async () => {
    const { id: failing } = await step(
      world.app,
      world.operator,
      "change",
      null,
      "declare",
      firstInput.emergency(world),
    );
    await step(world.app, world.operator, "change", failing, "fail", { reason: "It got worse." });
    const { id } = await draft({ follows: failing });
    const names = { people: new Map(), systems: new Map(), entries: new Map() };
    const traces = await readTracesOf([failing, id], names, app);
    expect(traces.map(({ followUps }) => followUps)).toEqual([[`CHG-${id}`], []]);
    const [incident] = await world.owner<{ id: number }[]>`select id from incidents where change_id = ${failing}`;
    const [row] = await rowsOf(app, incidentQuery(incident?.id ?? 0));
    expect(row?.incident.followUps).toMatchObject([{ number: `CHG-${id}` }]);
  });
});

describe("a change that holds a system, and one that runs or failed there without waiting", () => {
  it("are told of each other until it is over, and nobody else is", async () => {
    const holding = await scheduled([world.web]);
    const elsewhere = await scheduled([world.dns], 600);
    const { id } = await step(world.app, world.operator, "change", null, "declare", {
      ...firstInput.emergency(world),
      systems: [world.web],
    });
    expect((await changeAt(id))?.neighbours).toMatchObject([{ number: `CHG-${holding}`, systems: ["web"] }]);
    expect((await changeAt(holding))?.neighbours).toMatchObject([{ number: `CHG-${id}`, type: "emergency" }]);
    expect((await changeAt(elsewhere))?.neighbours).not.toContainEqual(
      expect.objectContaining({ number: `CHG-${id}` }),
    );
    await step(world.app, world.operator, "change", id, "stand_down", { reason: "It came back." });
    expect((await changeAt(holding))?.neighbours).toEqual([]);
    expect((await changeAt(id))?.neighbours).toEqual([]);
    await step(world.app, world.operator, "change", id, "fail", { reason: "It did not." });
    expect((await changeAt(holding))?.neighbours).toMatchObject([{ number: `CHG-${id}`, status: "failed" }]);
    expect((await changeAt(id))?.neighbours).toMatchObject([{ number: `CHG-${holding}`, status: "scheduled" }]);
    await step(world.app, world.operator, "change", id, "roll_back", { outcome: "complete", actual: "Undone." });
    expect((await changeAt(holding))?.neighbours).toEqual([]);
  });
});

async function scheduled(systems: readonly number[], from = 30): Promise<number> {
  const { id } = await draft({ systems });
  await step(world.app, world.operator, "change", id, "submit");
  await step(world.app, world.reviewer, "change", id, "review");
  await step(world.app, world.lead, "change", id, "approve");
  const window = { windowStart: fromNow(from), windowEnd: fromNow(from + 60), timezone: "UTC" };
  await step(world.app, world.operator, "change", id, "schedule", window);
  return id;
}
