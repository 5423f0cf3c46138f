import { afterAll, beforeAll, expect, it } from "vitest";
import { readChange } from "@/db/changes/read-change";
import { nextFreeSlots } from "@/lib/calendar/free-slots";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";

// What the form offers is what the trigger takes, and what it names is what the trigger refuses.

let fixture: Fixture;
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const take = (who: "operator" | "reviewer" | "lead", id: number | null, name: string, input: object = {}) =>
  takeStep(fixture.app, fixture[who], "change", id, name, { ...input });

async function approved(systems: readonly number[], more: object = {}): Promise<number> {
  const { id } = await take("operator", null, "draft", { ...firstInput.normal(fixture), systems, ...more });
  await take("operator", id, "submit");
  await take("reviewer", id, "review");
  await take("lead", id, "approve");
  return id;
}

const schedule = (id: number, windowStart: string, windowEnd: string) =>
  take("operator", id, "schedule", { windowStart, windowEnd, timezone: "UTC" });

const helpFor = async (id: number) => {
  const change = await readChange(id);
  if (!change?.scheduling) throw new Error(`CHG-${id} has no window to choose.`);
  return { ...change.scheduling, now: change.now, expectedMinutes: change.expectedMinutes };
};

it("offers times that the database takes, beside windows and freezes of the change's systems", async () => {
  const beside = await approved([fixture.dns, fixture.web]);
  await schedule(beside, soon(5), soon(50));
  const elsewhere = await approved([fixture.web]);
  await schedule(elsewhere, soon(300), soon(400));
  const freeze = { name: "Quarter end", covers: `system:${fixture.dns}`, windowStart: soon(60), windowEnd: soon(120) };
  await takeStep(fixture.app, fixture.lead, "freeze", null, "place_freeze", { ...freeze, reason: "Books." });
  const id = await approved([fixture.dns], { expectedMinutes: 45 });
  const help = await helpFor(id);
  expect(help.windows).toEqual([
    expect.objectContaining({ number: `CHG-${beside}`, title: "A record", systems: ["dns"] }),
  ]);
  expect(help.freezes).toEqual([expect.objectContaining({ name: "Quarter end", of: "dns" })]);
  const slots = nextFreeSlots(help, help.now);
  expect(slots).toHaveLength(3);
  expect(slots.every(({ starts }) => Date.parse(starts) >= Date.parse(soon(118)))).toBe(true);
  await expect(schedule(id, soon(20), soon(40))).rejects.toThrow();
  await expect(schedule(id, soon(70), soon(80))).rejects.toThrow();
  for (const { starts, ends } of slots) {
    const other = await approved([fixture.dns], { expectedMinutes: 45 });
    await schedule(other, starts, ends);
  }
});

it("does not take the change's own window for a conflict, and helps until it is started", async () => {
  const system = { name: "A system of its own", client: "Acme" };
  const { id: own } = await takeStep(fixture.app, fixture.operator, "system", null, "register", system);
  const id = await approved([own]);
  expect((await helpFor(id)).windows.map(({ number }) => number)).not.toContain(`CHG-${id}`);
  await schedule(id, soon(-5), soon(30));
  expect((await helpFor(id)).busy).toEqual([]);
  await take("operator", id, "start");
  expect((await readChange(id))?.scheduling).toBeNull();
});

it("offers nothing that starts after the approval expires", async () => {
  const id = await approved([fixture.web]);
  const help = await helpFor(id);
  expect(Date.parse(help.lapsesAt) - Date.parse(help.now)).toBeGreaterThan(29 * 24 * 3_600_000);
  expect(nextFreeSlots({ ...help, busy: [], lapsesAt: soon(-1) }, soon(0))).toEqual([]);
  expect(nextFreeSlots({ ...help, busy: [], lapsesAt: soon(20) }, soon(0)).length).toBeLessThanOrEqual(2);
});
