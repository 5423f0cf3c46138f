import { afterAll, beforeAll, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { readCalendar } from "./read-calendar";
import { systemRowsPerPage } from "./system-rows";

let fixture: Fixture;
let other: number;
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
  const system = { name: "a vault", client: "Borea" };
  other = (await takeStep(fixture.app, fixture.operator, "system", null, "register", system)).id;
});
afterAll(() => fixture.drop());

async function scheduled(systems: readonly number[], from: number): Promise<number> {
  const take = (who: "operator" | "reviewer" | "lead", id: number | null, name: string, input: object = {}) =>
    takeStep(fixture.app, fixture[who], "change", id, name, { ...input });
  const { id } = await take("operator", null, "draft", { ...firstInput.normal(fixture), systems });
  await take("operator", id, "submit");
  await take("reviewer", id, "review");
  await take("lead", id, "approve");
  await take("operator", id, "schedule", { windowStart: soon(from), windowEnd: soon(from + 30), timezone: "UTC" });
  return id;
}

const rowsOf = async (filter: object, rowsPage = 0) => {
  const { rows, rowCount, items } = await readCalendar({
    ...{ from: soon(-60), to: soon(24 * 60), zone: "UTC", readerId: fixture.operator.id },
    ...{ filter, rowsPage },
  });
  return {
    rows: rows.map(({ client, name, changes }) => [client, name, changes]),
    rowCount,
    ids: items.map(({ id }) => id),
  };
};

it("a system with windows is a row, by client and name; a change of two systems is in both", async () => {
  const both = await scheduled([fixture.web, other], 120);
  const early = await scheduled([fixture.web], 60);
  expect(await rowsOf({})).toEqual({
    rows: [
      ["Acme", "web", [early, both]],
      ["Borea", "a vault", [both]],
    ],
    rowCount: 2,
    ids: [early, both],
  });
  const [row] = await fixture.owner`select client_id::integer as id from systems where id = ${fixture.web}`;
  expect((await rowsOf({ client: row?.id })).rows).toEqual([
    ["Acme", "dns", []],
    ["Acme", "web", [early, both]],
  ]);
  expect((await rowsOf({ system: fixture.dns })).rows).toEqual([["Acme", "dns", []]]);
  expect((await rowsOf({}, 1)).rows).toEqual([]);
});

it("a page has so many systems, and the windows of those alone", async () => {
  const systems: number[] = [];
  for (let index = 0; index <= systemRowsPerPage; index += 1) {
    const system = { name: `node ${String(index).padStart(2, "0")}`, client: "Zenith" };
    systems.push((await takeStep(fixture.app, fixture.operator, "system", null, "register", system)).id);
  }
  const last = systems.at(-1) ?? 0;
  const all = await scheduled(systems, 300);
  const own = await scheduled([last], 400);
  const first = await rowsOf({});
  expect([first.rows.length, first.rowCount]).toEqual([systemRowsPerPage, systemRowsPerPage + 3]);
  expect(first.ids).toContain(all);
  expect(first.ids).not.toContain(own);
  expect((await rowsOf({}, 1)).ids).toEqual([all, own]);
});
