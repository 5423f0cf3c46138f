import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeQuery } from "@/db/changes/read-change";
import { queryRows } from "@/db/connection/typed-sql";
import { noticesQuery } from "@/db/home/read-notices";
import { differencesIn } from "@/testing/compared/compare-tables";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { configure } from "@/testing/notice-queue";
import { refusalFrom, takeStep } from "@/testing/steps";
import { readWatches } from "./read-watches";
import { seeMentions } from "./see-mentions";

let fixture: Fixture;
let app: ReturnType<typeof drizzle>;
const comment = "@reviewer.one, does this look right?";

beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
  app = drizzle(fixture.app);
  await configure(fixture, "slack", "email");
});
afterAll(() => fixture.drop());

type Actor = Fixture["operator"];
const draft = async () =>
  (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
const note = (change: number, mentions: unknown, by: Actor = fixture.operator) =>
  takeStep(fixture.app, by, "change", change, "note", { comment, mentions });
const personStep = (by: Actor, step: string, input: object) =>
  takeStep(fixture.app, by, "person", by.id, step, { ...input });
const notesFor = async ({ id }: Actor) => (await queryRows(app, noticesQuery(id, null)))[0]?.notices.notes ?? [];
const changeFor = async (change: number, { id }: Actor) => (await queryRows(app, changeQuery(change, id)))[0]?.change;
const deliveriesOf = (event: number) =>
  fixture.owner<{ kind: string; channel: string; person: number | null }[]>`
    select kind, channel, person_id as person from deliveries where event_id = ${event} order by channel, person_id`;

describe("who is named in a note", () => {
  it("is told, by Slack and e-mail, and reads it on the front page until they open the change", async () => {
    const change = await draft();
    const { event } = await note(change, [fixture.reviewer.id, fixture.lead.id, fixture.operator.id]);
    const emails = [fixture.reviewer.id, fixture.lead.id].sort((a, b) => a - b);
    expect(await deliveriesOf(event)).toEqual([
      ...emails.map((person) => ({ kind: "named_in_note", channel: "email", person })),
      { kind: "named_in_note", channel: "slack", person: null },
    ]);
    expect(await notesFor(fixture.reviewer)).toMatchObject([{ event, change: `CHG-${change}`, note: comment }]);
    // Whoever names themselves is not told.
    expect(await notesFor(fixture.operator)).toEqual([]);
    expect(await changeFor(change, fixture.reviewer)).toMatchObject({ hasUnseenNote: true });
    await seeMentions(fixture.reviewer.token, change);
    expect(await notesFor(fixture.reviewer)).toEqual([]);
    expect(await changeFor(change, fixture.reviewer)).toMatchObject({ hasUnseenNote: false });
    expect(await notesFor(fixture.lead)).toHaveLength(1);
    await personStep(fixture.lead, "acknowledge", { ofChange: change });
    expect(await notesFor(fixture.lead)).toEqual([]);
  });

  it("gets no right: they can take no step that they could not take before", async () => {
    const change = await draft();
    const before = await changeFor(change, fixture.auditor);
    await note(change, [fixture.auditor.id]);
    expect((await changeFor(change, fixture.auditor))?.acts).toEqual(before?.acts);
    expect(await refusalFrom(note(change, [], fixture.auditor))).toMatchObject({ because: "who" });
  });

  it("is one of at most ten people who are there", async () => {
    const change = await draft();
    const eleven = Array.from({ length: 11 }, () => fixture.reviewer.id);
    for (const mentions of [eleven, [9_999_999], ["x"], [[1]], { id: 1 }, "1"])
      expect(await refusalFrom(note(change, mentions))).toMatchObject({ refusal: "field_misfit" });
  });

  it("reads the newest note of each change, of at most ten changes", async () => {
    const first = await draft();
    await note(first, [fixture.operator2.id]);
    const { event } = await note(first, [fixture.operator2.id]);
    expect((await notesFor(fixture.operator2)).map((one) => one.event)).toEqual([event]);
    for (let more = 0; more < 11; more += 1) await note(await draft(), [fixture.operator2.id]);
    expect(await notesFor(fixture.operator2)).toHaveLength(10);
  });
});

describe("who watches", () => {
  it.each(["change", "system", "client"])(
    "a %s is told of the steps of others by e-mail, once, and of no note",
    async (kind) => {
      const change = await draft();
      const [client] = await fixture.owner<
        { id: number }[]
      >`select client_id::int as id from systems where id = ${fixture.dns}`;
      const target = { change: `change:${change}`, system: `system:${fixture.dns}`, client: `client:${client?.id}` }[
        kind
      ];
      const watcher = fixture.auditor;
      await personStep(watcher, "watch", { watched: target });
      await personStep(watcher, "watch", { watched: target });
      expect((await readWatches(watcher.id)).map((each) => each.target)).toEqual([target]);
      const { event } = await takeStep(fixture.app, fixture.operator, "change", change, "submit");
      expect((await deliveriesOf(event)).filter(({ kind }) => kind === "watched_step")).toEqual([
        { kind: "watched_step", channel: "email", person: watcher.id },
      ]);
      const withNote = await note(change, []);
      expect(await deliveriesOf(withNote.event)).toEqual([]);
      await personStep(watcher, "unwatch", { watched: target });
      const later = await takeStep(fixture.app, fixture.reviewer, "change", change, "review", {}, 2);
      expect((await deliveriesOf(later.event)).filter(({ kind }) => kind === "watched_step")).toEqual([]);
      expect(await readWatches(watcher.id)).toEqual([]);
    },
  );

  it("and waits for the change anyway, gets one e-mail about its step", async () => {
    const change = await draft();
    await personStep(fixture.reviewer, "watch", { watched: `change:${change}` });
    await personStep(fixture.operator, "watch", { watched: `change:${change}` });
    const { event } = await takeStep(fixture.app, fixture.operator, "change", change, "submit");
    const toReviewer = (await deliveriesOf(event)).filter(({ person }) => person === fixture.reviewer.id);
    expect(toReviewer).toEqual([{ kind: "review_waiting", channel: "email", person: fixture.reviewer.id }]);
    // Nobody is told of their own steps.
    expect((await deliveriesOf(event)).filter(({ person }) => person === fixture.operator.id)).toEqual([]);
    expect(await changeFor(change, fixture.reviewer)).toMatchObject({ isWatched: true });
    expect(await changeFor(change, fixture.lead)).toMatchObject({ isWatched: false });
  });

  it("watches what is there, for themselves, and at most 100", async () => {
    const change = await draft();
    for (const watched of ["change:9999999", "person:1", "change:1001; drop", "system:", `client:${"9".repeat(30)}`])
      expect(await refusalFrom(personStep(fixture.lead, "watch", { watched }))).toMatchObject({
        refusal: "field_misfit",
      });
    const forOther = takeStep(fixture.app, fixture.lead, "person", fixture.operator.id, "watch", {
      watched: `change:${change}`,
    });
    expect(await refusalFrom(forOther)).toMatchObject({ because: "who" });
    for (let more = 0; more < 100; more += 1)
      await personStep(fixture.lead2, "watch", { watched: `change:${await draft()}` });
    expect(await refusalFrom(personStep(fixture.lead2, "watch", { watched: `change:${change}` }))).toMatchObject({
      refusal: "too_many_watched",
    });
    expect(await readWatches(fixture.lead2.id)).toHaveLength(100);
  });
});

it("both tables say what the events say, and nobody writes them by hand", async () => {
  for (const table of ["mentions", "watches"]) {
    expect(await differencesIn(fixture.superuser, table)).toEqual([]);
    expect(await refusalFrom(async () => await fixture.owner.unsafe(`delete from ${table}`))).toMatchObject({
      code: "WL001",
    });
  }
  const moved = async () => await fixture.owner`update mentions set person_id = ${fixture.operator.id}`;
  expect(await refusalFrom(moved)).toMatchObject({ code: "WL001" });
});
