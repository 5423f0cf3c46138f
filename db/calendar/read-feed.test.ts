import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queryRows } from "@/db/connection/typed-sql";
import type { CalendarFilter } from "@/lib/calendar/calendar-filter";
import type { FeedRecords } from "@/lib/calendar/feed";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { fromNow } from "@/testing/model/prepare";
import { takeStep } from "@/testing/steps";
import { feedQuery } from "./read-feed";

// What a feed tells: which changes and freezes, of which time, under which filter.

let fixture: Fixture;
let app: postgres.Sql;
const day = 24 * 60;

beforeAll(async () => {
  fixture = await newFixture();
  app = postgres(fixture.url("app"), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await app.end();
  await fixture.drop();
});

async function read(filter: CalendarFilter = {}, me = fixture.auditor.id): Promise<FeedRecords> {
  const [row] = await queryRows(drizzle({ client: app }), feedQuery(filter, me));
  if (!row) throw new Error("no feed");
  return row.feed;
}

const take = (who: keyof Fixture, id: number | null, name: string, input = {}) =>
  takeStep(fixture.app, fixture[who] as Fixture["operator"], "change", id, name, input);
const numbers = async (filter?: CalendarFilter, me?: number) =>
  (await read(filter, me)).changes.map(({ number }) => number);
const freezes = async (filter?: CalendarFilter) => (await read(filter)).freezes.map(({ name }) => name);

async function scheduled(system: number, from: number): Promise<{ id: number; number: string }> {
  const { id } = await take("operator", null, "draft", { ...firstInput.normal(fixture), systems: [system] });
  await take("operator", id, "submit");
  await take("reviewer", id, "review");
  await take("lead", id, "approve");
  await take("operator", id, "schedule", { windowStart: fromNow(from), windowEnd: fromNow(from + 60) });
  return { id, number: `CHG-${id}` };
}

async function declared(startedDaysAgo: number, endedDaysAgo?: number): Promise<string> {
  const startedAt = fromNow(-startedDaysAgo * day);
  const { id } = await take("operator2", null, "declare", { ...firstInput.emergency(fixture), startedAt });
  const endedAt = endedDaysAgo === undefined ? undefined : fromNow(-endedDaysAgo * day);
  if (endedAt) await take("operator2", id, "finish", { actual: "Failed over.", endedAt });
  return `CHG-${id}`;
}

describe("changes", () => {
  it("have a window, or are emergencies of the last 31 days or that still run, in the order of their times", async () => {
    const later = await scheduled(fixture.dns, 2 * day);
    const sooner = await scheduled(fixture.web, day);
    const long = await declared(200);
    await declared(50, 40);
    const ending = await declared(50, 20);
    await take("operator", null, "draft", firstInput.normal(fixture));
    expect(await numbers()).toEqual([long, ending, sooner.number, later.number]);
  });

  it("are those of the filter", async () => {
    const windows = await numbers({ type: "normal" });
    const emergencies = await numbers({ type: "emergency" });
    expect(windows).toHaveLength(2);
    expect([...emergencies, ...windows]).toEqual(await numbers());
    expect(await numbers({ system: fixture.web })).toEqual([windows[0]]);
    expect(await numbers({ client: 999 })).toEqual([]);
    expect(await numbers({ person: fixture.operator2.id })).toEqual(emergencies);
    expect(await numbers({ mine: "1" }, fixture.operator.id)).toEqual(windows);
    expect(await numbers({ mine: "1" })).toEqual([]);
  });

  it("carry the number of their last step, which a note does not move and a move does", async () => {
    const { id, number } = await scheduled(fixture.dns, 3 * day);
    const changeInFeed = async () => (await read()).changes.find((change) => change.number === number);
    const first = await changeInFeed();
    await take("operator", id, "note", { comment: "Noted." });
    expect((await changeInFeed())?.stepSeq).toBe(first?.stepSeq);
    await take("operator", id, "reschedule", { windowStart: fromNow(4 * day), windowEnd: fromNow(4 * day + 30) });
    const moved = await changeInFeed();
    expect(moved?.stepSeq).toBeGreaterThan(first?.stepSeq ?? 0);
    await take("operator", id, "cancel", { reason: "No." });
    const cancelled = await changeInFeed();
    expect(cancelled).toMatchObject({
      status: "cancelled",
      windowStart: moved?.windowStart,
      windowEnd: moved?.windowEnd,
    });
    expect(cancelled?.stepSeq).toBeGreaterThan(moved?.stepSeq ?? 0);
  });

  it("that went back to draft have no window, so they are gone", async () => {
    const { id, number } = await scheduled(fixture.dns, 6 * day);
    expect(await numbers()).toContain(number);
    await take("operator", id, "revise", { reason: "Again." });
    expect(await numbers()).not.toContain(number);
  });
});

describe("freezes", () => {
  const placeFreeze = (name: string, covers: string, from: number, more = {}) =>
    takeStep(fixture.app, fixture.lead, "freeze", null, "place_freeze", {
      name,
      covers,
      windowStart: fromNow(from),
      windowEnd: fromNow(from + day),
      reason: "Quiet.",
      ...more,
    });

  it("are told by the span, within the feed's time", async () => {
    const spans = [10, 100, 500].map((days) => [fromNow(days * day), fromNow((days + 1) * day)]);
    const [[windowStart, windowEnd] = []] = spans;
    await placeFreeze("Thrice", "all", 0, { windowStart, windowEnd, repeats: "FREQ=DAILY", spans });
    const { freezes } = await read();
    expect(freezes.map(({ name, covered }) => [name, covered])).toEqual([
      ["Thrice", "all systems"],
      ["Thrice", "all systems"],
    ]);
    expect(freezes[0]?.from).toMatch(/Z$/);
  });

  it("are those that cover what the filter leaves", async () => {
    const [client] = await fixture.owner`select id from clients where name = 'Acme'`;
    await placeFreeze("Of Acme", `client:${client?.id}`, 20 * day);
    await placeFreeze("Of dns", `system:${fixture.dns}`, 30 * day);
    const only = async (filter: CalendarFilter) => (await freezes(filter)).filter((name) => name !== "Thrice");
    expect(await only({})).toEqual(["Of Acme", "Of dns"]);
    expect(await only({ system: fixture.dns })).toEqual(["Of Acme", "Of dns"]);
    expect(await only({ system: fixture.web })).toEqual(["Of Acme"]);
    expect(await only({ client: Number(client?.id) })).toEqual(["Of Acme", "Of dns"]);
    expect(await only({ client: 999 })).toEqual([]);
    expect(await freezes({ client: 999, type: "emergency", mine: "1" })).toEqual(["Thrice", "Thrice"]);
  });

  it("that are lifted end where they were lifted, and what was to come is gone", async () => {
    const running = await placeFreeze("Running", "all", -60);
    const coming = await placeFreeze("Coming", "all", 40 * day);
    const freezeInFeed = async (name: string) => (await read()).freezes.find((freeze) => freeze.name === name);
    const first = await freezeInFeed("Running");
    await takeStep(fixture.app, fixture.lead, "freeze", running.id, "lift_freeze", { reason: "Over." });
    await takeStep(fixture.app, fixture.lead, "freeze", coming.id, "lift_freeze", { reason: "Over." });
    const lifted = await freezeInFeed("Running");
    expect(lifted?.from).toBe(first?.from);
    expect(String(lifted?.to) < String(first?.to)).toBe(true);
    expect(lifted?.stepSeq).toBeGreaterThan(first?.stepSeq ?? 0);
    expect(await freezeInFeed("Coming")).toBeUndefined();
  });
});
