import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rowsOf } from "@/db/connection/rows";
import { fromNow } from "@/testing/model/prepare";
import { step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";
import { type Sent, sentQuery } from "./read-sent";

// Where a text had gone before it was redacted: what could hold it, and nothing that could not.

let world: World;
let app: postgres.Sql;

beforeAll(async () => {
  world = await newWorld();
  app = postgres(world.url("app"), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await app.end();
  await world.drop();
});

const exported = (input: object) =>
  step(world.app, world.auditor, "person", world.auditor.id, "export", { exported: "report.csv", ...input });
const feed = (name: string, more: object = {}) =>
  step(world.app, world.reviewer, "person", world.reviewer.id, "make_feed", {
    name,
    feedToken: name.repeat(64).slice(0, 64),
    ...more,
  });

async function redacted(id: number, field: string): Promise<Sent | undefined> {
  const [text] = await world.owner<{ id: number }[]>`
    select t.id from texts t join events e on e.id = t.event_id where e.subject_type = 'change' and e.subject_id = ${id} and t.field = ${field}`;
  const { seq } = await step(world.app, world.lead, "change", id, "redact", { redacted: text?.id, reason: "So." });
  const rows = await rowsOf(drizzle({ client: app }), sentQuery("change", id));
  return rows.map(({ sent }) => sent).find((sent) => sent.seq === seq);
}

it("lists the files that held the change, the feeds that could show it and the alerts that arrived, while the text stood", async () => {
  await feed("a");
  await exported({ periodStart: fromNow(-60), periodEnd: fromNow(60) }); // before it was written
  const { id } = await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
  const other = await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
  await exported({ exported: "evidence.json", ofChange: id });
  await exported({ exported: "evidence.json", ofChange: other.id });
  await exported({ exported: "report.json" });
  await exported({
    periodStart: fromNow(-60),
    periodEnd: fromNow(60),
    ofType: "normal",
    ofSystem: world.dns,
    ofClient: 1,
  });
  await exported({ periodStart: fromNow(10), periodEnd: fromNow(60) });
  await exported({ periodStart: fromNow(-60), periodEnd: fromNow(-10) });
  await exported({ ofType: "emergency" });
  await exported({ ofSystem: world.web });
  await exported({ ofClient: 99 });
  await feed("b", { withoutTitles: true });
  const files = ["evidence.json", "report.json", "report.csv"];
  const title = await redacted(id, "title");
  expect(title?.exports.map((each) => each.exported)).toEqual(files);
  expect(title?.exports[0]).toMatchObject({ by: "Auditor One", at: expect.stringMatching(/^20.*Z$/) });
  expect(title?.feeds).toEqual([{ name: "a", by: "Reviewer One" }]);
  expect(title).toMatchObject({ alerts: [], filledIn: false });
  await exported({ exported: "evidence.json", ofChange: id });
  expect(await redacted(id, "what")).toMatchObject({ feeds: [], exports: { length: 4 } });
  const [again] = await rowsOf(drizzle({ client: app }), sentQuery("change", id));
  expect(again?.sent).toEqual(title);
});

it("what was filled into a catalogue entry stays, and that is said", async () => {
  const { id } = await step(world.app, world.operator, "change", null, "draft", firstInput.routine(world));
  expect(await redacted(id, "why")).toMatchObject({ filledIn: false });
  expect(await redacted(id, "what")).toMatchObject({ filledIn: true });
});

it("an emergency's first line was in the feeds, and in an alert once that was delivered", async () => {
  const { id } = await step(world.app, world.operator, "change", null, "declare", firstInput.emergency(world));
  await step(world.app, world.operator, "change", id, "fail", { reason: "It broke." });
  const [alert] = await world.owner<{ id: number }[]>`select id from deliveries where change_id = ${id}`;
  await world.worker`select note_attempt(${[alert?.id ?? 0]}, true, 'hooks.slack.example', null, null)`;
  expect(await redacted(id, "what")).toMatchObject({
    alerts: [{ channel: "slack", to: "hooks.slack.example" }],
    feeds: [{ name: "a" }],
  });
  const [incident] = await world.owner<{ id: number }[]>`select id from incidents where change_id = ${id}`;
  expect(await rowsOf(drizzle({ client: app }), sentQuery("incident", incident?.id ?? 0))).toEqual([]);
});
