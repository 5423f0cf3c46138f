import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { queryRows } from "@/db/connection/typed-sql";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { fromNow } from "@/testing/model/prepare";
import { takeStep } from "@/testing/steps";
import { type Disclosures, disclosuresQuery } from "./read-disclosures";

// Where a text had gone before it was redacted: what could hold it, and nothing that could not.

let fixture: Fixture;
let app: postgres.Sql;

beforeAll(async () => {
  fixture = await newFixture();
  app = postgres(fixture.url("app"), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await app.end();
  await fixture.drop();
});

const exported = (input: object) =>
  takeStep(fixture.app, fixture.auditor, "person", fixture.auditor.id, "export", { exported: "report.csv", ...input });
const feed = (name: string, more: object = {}) =>
  takeStep(fixture.app, fixture.reviewer, "person", fixture.reviewer.id, "make_feed", {
    name,
    feedToken: name.repeat(64).slice(0, 64),
    ...more,
  });

async function redacted(id: number, field: string): Promise<Disclosures | undefined> {
  const [text] = await fixture.owner<{ id: number }[]>`
    select t.id from texts t join events e on e.id = t.event_id where e.subject_type = 'change' and e.subject_id = ${id} and t.field = ${field}`;
  const { seq } = await takeStep(fixture.app, fixture.lead, "change", id, "redact", {
    redacted: text?.id,
    reason: "So.",
  });
  const rows = await queryRows(drizzle({ client: app }), disclosuresQuery("change", id));
  return rows.map(({ sent }) => sent).find((sent) => sent.seq === seq);
}

it("lists the files that held the change, the feeds that could show it and the alerts that arrived, while the text stood", async () => {
  await feed("a");
  await exported({ periodStart: fromNow(-60), periodEnd: fromNow(60) }); // before it was written
  const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  const other = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  await exported({ exported: "evidence.json", ofChange: id });
  await exported({ exported: "evidence.json", ofChange: other.id });
  await exported({ exported: "report.json" });
  await exported({
    periodStart: fromNow(-60),
    periodEnd: fromNow(60),
    ofType: "normal",
    ofSystem: fixture.dns,
    ofClient: 1,
  });
  await exported({ periodStart: fromNow(10), periodEnd: fromNow(60) });
  await exported({ periodStart: fromNow(-60), periodEnd: fromNow(-10) });
  await exported({ ofType: "emergency" });
  await exported({ ofSystem: fixture.web });
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
  const [again] = await queryRows(drizzle({ client: app }), disclosuresQuery("change", id));
  expect(again?.sent).toEqual(title);
});

it("what was filled into a catalogue entry stays, and that is said", async () => {
  const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.routine(fixture));
  expect(await redacted(id, "why")).toMatchObject({ filledIn: false });
  expect(await redacted(id, "what")).toMatchObject({ filledIn: true });
});

it("an emergency's first line was in the feeds, and in an alert once that was delivered", async () => {
  const { id } = await takeStep(
    fixture.app,
    fixture.operator,
    "change",
    null,
    "declare",
    firstInput.emergency(fixture),
  );
  await takeStep(fixture.app, fixture.operator, "change", id, "fail", { reason: "It broke." });
  const [alert] = await fixture.owner<{ id: number }[]>`select id from deliveries where change_id = ${id}`;
  await fixture.worker`select record_attempts(${[alert?.id ?? 0]}, true, 'hooks.slack.example', null, null)`;
  expect(await redacted(id, "what")).toMatchObject({
    alerts: [{ channel: "slack", to: "hooks.slack.example" }],
    feeds: [{ name: "a" }],
  });
  const [incident] = await fixture.owner<{ id: number }[]>`select id from incidents where change_id = ${id}`;
  expect(await queryRows(drizzle({ client: app }), disclosuresQuery("incident", incident?.id ?? 0))).toEqual([]);
});
