import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, queryRows } from "@/db/connection/typed-sql";
import { moveClock } from "@/db/install/move-clock";
import { sequenceEvents } from "@/db/ledger/sequence-events";
import { installationMetrics } from "@/lib/monitoring/metrics";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { claimDeliveries, configure, recordAttempt } from "@/testing/notice-queue";
import { takeStep } from "@/testing/steps";
import { installationMetricsText } from "./installation-metrics";
import { gaugesQuery } from "./read-gauges";

// What Prometheus is told of an installation, with the rights of the web server.

let fixture: Fixture;
let client: postgres.Sql;
let app: Database;

beforeAll(async () => {
  fixture = await newFixture();
  client = postgres(fixture.url("app"), {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "windlass app" },
  });
  app = drizzle({ client });
});
afterAll(async () => {
  await client.end();
  await fixture.drop();
});

async function gauges() {
  const [row] = await queryRows(app, gaugesQuery);
  if (!row) throw new Error("no row");
  return row.gauges;
}

const declare = async () =>
  (await takeStep(fixture.app, fixture.operator, "change", null, "declare", firstInput.emergency(fixture))).id;

it("counts emergencies until they are documented, and as overdue after 24 hours", async () => {
  const [first] = [await declare(), await declare()];
  expect(await gauges()).toMatchObject({ undocumented: 2, overdue: 0 });
  await takeStep(fixture.app, fixture.operator, "change", first, "stand_down", { reason: "It came back." });
  await takeStep(fixture.app, fixture.operator, "change", first, "document", {
    what: "Nothing.",
    why: "It was down.",
    rollbackPlan: "Nothing to undo: nothing was changed.",
    category: "DNS",
  });
  expect(await gauges()).toMatchObject({ undocumented: 1, overdue: 0 });
  await moveClock(fixture.url("owner"), "+25h");
  expect(await gauges()).toMatchObject({ undocumented: 1, overdue: 1 });
});

it("says what waits for its number, since when, and nothing once it has one", async () => {
  await declare();
  const { ledger } = await gauges();
  expect(ledger.unnumbered).toBeGreaterThan(0);
  expect(ledger.oldestUnnumbered).toBeGreaterThan(24 * 3600);
  await sequenceEvents(fixture.worker);
  const numbered = (await gauges()).ledger;
  expect(numbered).toMatchObject({ unnumbered: 0, oldestUnnumbered: null });
  expect(numbered.events).toBeGreaterThanOrEqual(ledger.unnumbered);
});

it("counts what is queued and was given up by channel, and an alert of a failure until it is delivered", async () => {
  await configure(fixture, "slack");
  const change = await declare();
  await takeStep(fixture.app, fixture.operator, "change", change, "fail", { reason: "It broke." });
  const queued = (await gauges()).queued.find(({ channel }) => channel === "slack");
  expect(queued).toMatchObject({ count: expect.any(Number), oldest: expect.any(Number) });
  expect(await gauges()).toMatchObject({ undeliveredAlerts: 1, givenUp: [] });
  const claimed = (await claimDeliveries(fixture.worker, "slack", 500)).map(({ id }) => id);
  expect(claimed).toHaveLength(queued?.count ?? 0);
  await recordAttempt(fixture.worker, claimed, { ok: true, words: "#ops" });
  const delivered = await gauges();
  expect(delivered.undeliveredAlerts).toBe(0);
  expect(delivered.queued.filter(({ channel }) => channel === "slack")).toEqual([]);
  expect(delivered.channels).toContainEqual({ channel: "slack", isConfigured: true });
});

it("counts connections by pool and state", async () => {
  expect((await gauges()).connections).toContainEqual({ pool: "app", state: "active", count: 1 });
});

it("is told as gauges, each of which has a value where there is one; without the database only that it is away", async () => {
  const build = { version: "1.2.3", commit: "c0ffee", node: "20.9.0", migration: "0014" };
  const text = await installationMetricsText(await gauges(), build, 0.01);
  const named = [...text.matchAll(/^# TYPE (\w+) gauge$/gm)].map(([, name]) => name);
  const noneYet = [
    "windlass_checkpoint_age_seconds",
    "windlass_ledger_verification_age_seconds",
    "windlass_ledger_verified",
  ];
  expect([...named, ...noneYet].sort()).toEqual(Object.keys(installationMetrics).sort());
  expect(text).toContain('windlass_build_info{version="1.2.3",commit="c0ffee",node="20.9.0",migration="0014"} 1');
  const away = await installationMetricsText(null, build, 3);
  expect(away).toContain("windlass_database_up 0");
  expect(away).not.toContain("windlass_emergencies");
});
