import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeQuery } from "@/db/changes/read-change";
import { type Database, queryRows } from "@/db/connection/typed-sql";
import { readChangeAuditBatch } from "@/db/report/read-change-audits";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { fromNow } from "@/testing/model/prepare";
import { refusalFrom, takeStep } from "@/testing/steps";
import { incidentQuery } from "./read-incident";

// What follows from an emergency or a failure: said by the draft, written by its event alone, read from both sides.

let fixture: Fixture;
let client: postgres.Sql;
let app: Database;
let emergency = 0;

beforeAll(async () => {
  fixture = await newFixture();
  client = postgres(fixture.url("app"), { max: 1, onnotice: () => {} });
  app = drizzle({ client });
  emergency = (await takeStep(fixture.app, fixture.operator, "change", null, "declare", firstInput.emergency(fixture)))
    .id;
});
afterAll(async () => {
  await client.end();
  await fixture.drop();
});

const draft = (more: object = {}) =>
  takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.normal(fixture), ...more });
const changeAt = async (id: number) => (await queryRows(app, changeQuery(id)))[0]?.change;
const rows = async (id: number) =>
  Array.from(await fixture.owner`select change_id, follows_id from follow_ups where change_id = ${id}`);

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
    await takeStep(fixture.app, fixture.operator, "change", emergency, "edit", { what });
    const { id } = await draft({ follows: emergency });
    expect(await changeAt(id)).toMatchObject({ follows: { title: "Failing over." } });
  });

  it("stays what it was: no later step says it again", async () => {
    const { id } = await draft({ follows: emergency });
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "edit", { follows: id })),
    ).toMatchObject({
      code: "WL001",
    });
    expect(await rows(id)).toEqual([{ change_id: id, follows_id: emergency }]);
  });

  it("follows one that there is, and not itself", async () => {
    const [last] = await fixture.owner<{ id: number }[]>`select max(id) as id from changes`;
    for (const follows of [0, 999_999, (last?.id ?? 0) + 1, "x"])
      expect(await refusalFrom(draft({ follows }))).toMatchObject({ code: "WL001", field: "follows" });
    const { id } = await draft();
    expect(await rows(id)).toEqual([]);
  });

  it("is written by its event alone, whoever connects", async () => {
    const { id } = await draft();
    const { id: linked } = await draft({ follows: emergency });
    const insert = `insert into follow_ups (change_id, follows_id) values (${id}, ${emergency})`;
    expect(await refusalFrom(fixture.app.unsafe(insert))).toMatchObject({ code: "42501" });
    await fixture.owner.unsafe(`
      create table lever (statement text not null);
      create function pull() returns trigger language plpgsql as $$ begin execute new.statement; return null; end $$;
      create trigger pull after insert on lever for each row execute function pull()`);
    for (const statement of [
      insert,
      `update follow_ups set follows_id = ${id}`,
      `delete from follow_ups where change_id = ${linked}`,
      "truncate follow_ups",
    ]) {
      expect(await refusalFrom(fixture.owner.unsafe(statement))).toMatchObject({ code: "WL001", because: "kept" });
      const pulled = fixture.owner`insert into lever values (${statement})`;
      expect(await refusalFrom(pulled)).toMatchObject({ code: "WL001", because: "kept" });
    }
    expect(await rows(linked)).toEqual([{ change_id: linked, follows_id: emergency }]);
  });

  it("is named by the report and on the incident of what it follows", async () => {
    const { id: failing } = await takeStep(
      fixture.app,
      fixture.operator,
      "change",
      null,
      "declare",
      firstInput.emergency(fixture),
    );
    await takeStep(fixture.app, fixture.operator, "change", failing, "fail", { reason: "It got worse." });
    const { id } = await draft({ follows: failing });
    const names = { people: new Map(), systems: new Map(), entries: new Map() };
    const audits = await readChangeAuditBatch([failing, id], names, app);
    expect(audits.map(({ followUps }) => followUps)).toEqual([[`CHG-${id}`], []]);
    const [incident] = await fixture.owner<{ id: number }[]>`select id from incidents where change_id = ${failing}`;
    const [row] = await queryRows(app, incidentQuery(incident?.id ?? 0));
    expect(row?.incident.followUps).toMatchObject([{ number: `CHG-${id}` }]);
  });
});

describe("a change that holds a system, and one that runs or failed there without waiting", () => {
  it("are told of each other until it is over, and nobody else is", async () => {
    const holding = await scheduled([fixture.web]);
    const elsewhere = await scheduled([fixture.dns], 600);
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "declare", {
      ...firstInput.emergency(fixture),
      systems: [fixture.web],
    });
    expect((await changeAt(id))?.neighbours).toMatchObject([{ number: `CHG-${holding}`, systems: ["web"] }]);
    expect((await changeAt(holding))?.neighbours).toMatchObject([{ number: `CHG-${id}`, type: "emergency" }]);
    expect((await changeAt(elsewhere))?.neighbours).not.toContainEqual(
      expect.objectContaining({ number: `CHG-${id}` }),
    );
    await takeStep(fixture.app, fixture.operator, "change", id, "stand_down", { reason: "It came back." });
    expect((await changeAt(holding))?.neighbours).toEqual([]);
    expect((await changeAt(id))?.neighbours).toEqual([]);
    await takeStep(fixture.app, fixture.operator, "change", id, "fail", { reason: "It did not." });
    expect((await changeAt(holding))?.neighbours).toMatchObject([{ number: `CHG-${id}`, status: "failed" }]);
    expect((await changeAt(id))?.neighbours).toMatchObject([{ number: `CHG-${holding}`, status: "scheduled" }]);
    await takeStep(fixture.app, fixture.operator, "change", id, "roll_back", {
      outcome: "complete",
      actual: "Undone.",
    });
    expect((await changeAt(holding))?.neighbours).toEqual([]);
  });
});

async function scheduled(systems: readonly number[], from = 30): Promise<number> {
  const { id } = await draft({ systems });
  await takeStep(fixture.app, fixture.operator, "change", id, "submit");
  await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
  await takeStep(fixture.app, fixture.lead, "change", id, "approve");
  const window = { windowStart: fromNow(from), windowEnd: fromNow(from + 60), timezone: "UTC" };
  await takeStep(fixture.app, fixture.operator, "change", id, "schedule", window);
  return id;
}
