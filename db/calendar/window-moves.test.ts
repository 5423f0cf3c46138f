import { afterAll, beforeAll, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { readCalendar } from "./read-calendar";

let fixture: Fixture;
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const read = (since: number | undefined, filter: object = {}) =>
  readCalendar({
    ...{ from: soon(-60), to: soon(24 * 60), zone: "UTC", readerId: fixture.reviewer.id, filter },
    ...(since !== undefined && { since }),
  });

it("whose windows were moved since a reading is told once, one's own moves are not", async () => {
  const take = (who: "operator" | "reviewer" | "lead", id: number | null, name: string, input: object = {}) =>
    takeStep(fixture.app, fixture[who], "change", id, name, { ...input });
  const { id } = await take("operator", null, "draft", firstInput.normal(fixture));
  await take("operator", id, "submit");
  await take("reviewer", id, "review");
  await take("lead", id, "approve");
  const before = await read(undefined);
  expect(before.moves).toEqual([]);
  const window = (from: number) => ({ windowStart: soon(from), windowEnd: soon(from + 30), timezone: "UTC" });
  await take("operator", id, "schedule", window(60));
  const [own] = await fixture.owner`select client_id::integer as client from systems where id = ${fixture.dns}`;
  const scheduled = await read(before.newestEvent, { client: own?.client });
  expect(scheduled.moves).toEqual([
    expect.objectContaining({ number: `CHG-${id}`, by: fixture.operator.name, from: "approved" }),
  ]);
  expect((await read(before.newestEvent, { system: fixture.web })).moves).toEqual([]);
  await take("reviewer", id, "reschedule", window(120));
  await take("operator", id, "note", { comment: "Seen." });
  const quiet = await read(scheduled.newestEvent);
  expect(quiet.moves).toEqual([]);
  await take("lead", id, "reschedule", window(180));
  const moved = await read(quiet.newestEvent);
  expect(moved.moves.map(({ by, from }) => [by, from])).toEqual([[fixture.lead.name, "scheduled"]]);
  expect(Math.abs(Date.parse(moved.moves[0]?.starts ?? "") - Date.parse(soon(180)))).toBeLessThan(60_000);
  expect((await read(moved.newestEvent)).moves).toEqual([]);
});
