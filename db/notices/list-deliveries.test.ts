import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changeQuery } from "@/db/changes/read-change";
import { queryRows } from "@/db/connection/typed-sql";
import { noticesQuery } from "@/db/home/read-notices";
import { incidentQuery } from "@/db/incidents/read-incident";
import { peopleQuery, staffQuery } from "@/db/people/read-people";
import type { DeliveryFilter } from "@/lib/notices/delivery-filter";
import { connect } from "@/testing/database";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";
import { channelsQuery, deliveriesQuery, withoutAddressesListed } from "./list-deliveries";

// What the pages say of alerts and notices, read as the app's role.

let fixture: Fixture;
let app: ReturnType<typeof drizzle>;
let client: ReturnType<typeof connect>;
beforeAll(async () => {
  fixture = await newFixture();
  client = connect(fixture.url("app"), 1);
  app = drizzle({ client });
});
afterAll(async () => {
  await client.end();
  await fixture.drop();
});

const listDeliveries = async (filter: DeliveryFilter = {}) =>
  (await queryRows(app, deliveriesQuery(filter))).map(withoutAddressesListed);

async function failedChange(): Promise<{ change: number; incident: number; delivery: number }> {
  const { id } = await takeStep(
    fixture.app,
    fixture.operator,
    "change",
    null,
    "declare",
    firstInput.emergency(fixture),
  );
  await takeStep(fixture.app, fixture.operator, "change", id, "fail", { reason: "It broke." });
  const [row] = await fixture.owner<{ id: number; incident: number }[]>`
    select id, incident_id as incident from deliveries where change_id = ${id} and kind = 'change_failed'`;
  return { change: id, incident: row?.incident ?? 0, delivery: row?.id ?? 0 };
}

/** Notes how a try ended, as the worker does. */
const recordAttempt = (id: number, ok: boolean, reason: string, retryAfter: string | null = null) =>
  fixture.worker`select record_attempts(array[${id}]::bigint[], ${ok}, ${reason}, null, ${retryAfter}::interval)`;

it("a failed change and its incident say how far the alert got: tried, attested, delivered", async () => {
  const { change, incident, delivery } = await failedChange();
  const alertOnBothPages = async () => {
    const [[one], [other]] = await Promise.all([
      queryRows(app, changeQuery(change)),
      queryRows(app, incidentQuery(incident)),
    ]);
    expect(one?.change.incidents[0]?.alert).toEqual(other?.incident.alert);
    expect(one?.change.slack).toEqual(other?.incident.slack);
    return other?.incident;
  };
  expect(await alertOnBothPages()).toMatchObject({
    alert: { status: "queued", attempts: 0, attested: null },
    slack: { configured: false, isAway: true },
  });
  await fixture.worker`select report_channel_health('slack', true, 'a webhook')`;
  await recordAttempt(delivery, false, "Slack answered 500.", "1 minute");
  expect(await alertOnBothPages()).toMatchObject({
    alert: { attempts: 1, lastError: "Slack answered 500.", nextAttemptAt: expect.stringMatching(/Z$/) },
    slack: { configured: true, isAway: false, destination: "a webhook" },
  });
  const attestation = { channel: "A phone call", reason: "All were there." };
  await takeStep(fixture.app, fixture.lead, "incident", incident, "attest", attestation);
  expect(await alertOnBothPages()).toMatchObject({
    alert: { attested: { by: "Ops Lead One", channel: "A phone call" } },
  });
  expect(await listDeliveries({ status: "queued", change: `CHG-${change}` })).toEqual([]);
  await recordAttempt(delivery, true, "Slack, by a webhook");
  expect(await alertOnBothPages()).toMatchObject({
    alert: { status: "delivered", sentTo: "Slack, by a webhook", deliveredAt: expect.stringMatching(/Z$/) },
  });
});

it("the list is filtered, and names whom an e-mail went to, not their address", async () => {
  await fixture.worker`select report_channel_health('email', true, 'a mail server')`;
  const { change, delivery } = await failedChange();
  const number = `CHG-${change}`;
  const mails = await listDeliveries({ change: number, kind: "change_failed", channel: "email" });
  const mail = mails.find(({ to }) => to === "Operator Two");
  await recordAttempt(mail?.id ?? 0, false, "The mail server answered 550 <operator.two@test.invalid>: no such user.");
  const ids = async (filter: DeliveryFilter) =>
    (await listDeliveries({ kind: "change_failed", ...filter, change: number })).map(({ id }) => id);
  expect(await ids({})).toEqual([...mails.map(({ id }) => id), delivery]);
  expect(await ids({ status: "given_up" })).toEqual([mail?.id]);
  expect(await ids({ channel: "slack" })).toEqual([delivery]);
  expect(await ids({ kind: "freeze_placed" })).toEqual([]);
  expect(await ids({ before: mails.at(-1)?.id })).toEqual([delivery]);
  const deliveries = await listDeliveries({ status: "given_up" });
  expect(deliveries).toMatchObject([{ to: "Operator Two", change: number, tries: [{ ok: false }] }]);
  expect(JSON.stringify(deliveries)).not.toContain("@");
  const states = await queryRows(app, channelsQuery);
  expect(states.map(({ state: { channel, givenUp } }) => [channel, givenUp])).toEqual([
    ["slack", 0],
    ["email", 1],
  ]);
  expect(states[0]?.state.waiting).toBe((await listDeliveries({ channel: "slack", status: "queued" })).length);
});

it("names the halt, the entry or the delegate that it is about", async () => {
  await fixture.worker`select report_channel_health('slack', true, 'a webhook')`;
  const halt = { client: "Acme", application: "shop", reason: "It is moved." };
  await takeStep(fixture.app, fixture.operator, "halt", null, "place_halt", halt);
  const delegationInput = { delegate: fixture.operator2.id, windowEnd: inDays(1), reason: "I am away." };
  await takeStep(fixture.app, fixture.lead, "delegation", null, "delegate", delegationInput);
  await fixture.owner`select queue_notice(jsonb_populate_record(null::deliveries, jsonb_build_object('kind', 'entry_expiring', 'key', 'entry_expiring 1',
    'entry_id', ${fixture.standardEntry}::bigint, 'queued_at', windlass_now())), '{}')`;
  const slack = (await listDeliveries({ channel: "slack" })).map(({ kind, halt, entry, delegate }) => ({
    kind,
    halt,
    entry,
    delegate,
  }));
  expect(slack.slice(0, 3)).toEqual([
    { kind: "entry_expiring", halt: null, entry: "Add a dashboard", delegate: null },
    { kind: "delegation_placed", halt: null, entry: null, delegate: "Operator Two" },
    {
      kind: "halt_placed",
      halt: { client: "Acme", application: "shop", environment: null },
      entry: null,
      delegate: null,
    },
  ]);
});

it("only a lead has something sent again, and only what is not delivered", async () => {
  const { delivery } = await failedChange();
  const sendAgain = (who: Fixture["lead"]) => takeStep(fixture.app, who, "delivery", delivery, "send_again");
  for (const who of [fixture.operator, fixture.reviewer, fixture.auditor])
    expect(await refusalFrom(sendAgain(who))).toMatchObject({ because: "who" });
  expect(await sendAgain(fixture.lead)).toMatchObject({ status: "queued" });
});

it("a front page says which freezes come, what its reader has to answer, and what reached nobody", async () => {
  const { incident } = await failedChange();
  const placeFreeze = (name: string, from: number, until: number) =>
    takeStep(fixture.app, fixture.lead, "freeze", null, "place_freeze", {
      name,
      covers: "all",
      windowStart: inDays(from),
      windowEnd: inDays(until),
      timezone: "UTC",
      reason: "Nothing may change.",
    });
  await placeFreeze("next week", 6, 9);
  await placeFreeze("now", -1, 1);
  await placeFreeze("later", 8, 9);
  const findings = [
    { finding: "Mine.", owner: fixture.operator.id, due: "2026-01-02" },
    { finding: "Another's.", owner: fixture.lead.id, due: "2026-01-02" },
  ];
  await takeStep(fixture.app, fixture.operator, "incident", incident, "investigate", {
    rootCause: "Unknown.",
    findings,
  });
  const [row] = await queryRows(app, noticesQuery(fixture.operator.id, null));
  expect(row?.notices.freezes.map(({ name, covered }) => [name, covered])).toEqual([
    ["now", null],
    ["next week", null],
  ]);
  expect(row?.notices.findings).toMatchObject([{ incident: `INC-${incident}`, finding: "Mine.", due: "2026-01-02" }]);
  expect(row?.notices).toMatchObject({ givenUp: 1, undeliveredAlerts: 3, channels: { slack: { configured: true } } });
});

it("Windlass itself is nobody among people", async () => {
  const listed = (await queryRows(app, peopleQuery(null, 100))).map(({ person }) => person.name);
  const staff = (await queryRows(app, staffQuery)).flatMap((row) => row.staff.map(({ name }) => name));
  expect(listed).toHaveLength(8);
  expect(staff.length).toBeGreaterThan(5);
  expect([...listed, ...staff]).not.toContain("Windlass");
});

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();
