import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changeQuery } from "@/db/changes/read-change";
import { type Query, rowsOf } from "@/db/connection/rows";
import { noticesQuery } from "@/db/home/read-waiting";
import { incidentQuery } from "@/db/incidents/read-incident";
import { peopleQuery, staffQuery } from "@/db/people/read-people";
import type { DeliveryFilter } from "@/lib/notices/filter";
import { connect } from "@/testing/database";
import { refused, step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";
import { asListed, channelsQuery, deliveriesQuery } from "./list-deliveries";

// What the pages say of alerts and notices, read as the app's role.

let world: World;
let app: ReturnType<typeof drizzle>;
let client: ReturnType<typeof connect>;
beforeAll(async () => {
  world = await newWorld();
  client = connect(world.url("app"), 1);
  app = drizzle({ client });
});
afterAll(async () => {
  await client.end();
  await world.drop();
});

const listed = async (filter: DeliveryFilter = {}) => (await rowsOf(app, deliveriesQuery(filter))).map(asListed);

async function failed(): Promise<{ change: number; incident: number; delivery: number }> {
  const { id } = await step(world.app, world.operator, "change", null, "declare", firstInput.emergency(world));
  await step(world.app, world.operator, "change", id, "fail", { reason: "It broke." });
  const [row] = await world.owner<{ id: number; incident: number }[]>`
    select id, incident_id as incident from deliveries where change_id = ${id} and kind = 'change_failed'`;
  return { change: id, incident: row?.incident ?? 0, delivery: row?.id ?? 0 };
}

/** Notes how a try ended, as the worker does. */
const tried = (id: number, ok: boolean, words: string, again: string | null = null) =>
  world.worker`select note_attempt(array[${id}]::bigint[], ${ok}, ${words}, null, ${again}::interval)`;

it("a failed change and its incident say how far the alert got: tried, attested, delivered", async () => {
  const { change, incident, delivery } = await failed();
  const both = async () => {
    const [[one], [other]] = await Promise.all([
      rowsOf(app, changeQuery(change)),
      rowsOf(app, incidentQuery(incident)),
    ]);
    expect(one?.change.incidents[0]?.alert).toEqual(other?.incident.alert);
    expect(one?.change.slack).toEqual(other?.incident.slack);
    return other?.incident;
  };
  expect(await both()).toMatchObject({
    alert: { status: "queued", attempts: 0, attested: null },
    slack: { configured: false, isAway: true },
  });
  await world.worker`select say_channel('slack', true, 'a webhook')`;
  await tried(delivery, false, "Slack answered 500.", "1 minute");
  expect(await both()).toMatchObject({
    alert: { attempts: 1, lastError: "Slack answered 500.", nextAttemptAt: expect.stringMatching(/Z$/) },
    slack: { configured: true, isAway: false, leadsTo: "a webhook" },
  });
  const said = { channel: "A phone call", reason: "All were there." };
  await step(world.app, world.lead, "incident", incident, "attest", said);
  expect(await both()).toMatchObject({ alert: { attested: { by: "Ops Lead One", channel: "A phone call" } } });
  expect(await listed({ status: "queued", change: `CHG-${change}` })).toEqual([]);
  await tried(delivery, true, "Slack, by a webhook");
  expect(await both()).toMatchObject({
    alert: { status: "delivered", sentTo: "Slack, by a webhook", deliveredAt: expect.stringMatching(/Z$/) },
  });
});

it("the list is filtered, and names whom an e-mail went to, not their address", async () => {
  await world.worker`select say_channel('email', true, 'a mail server')`;
  const { change, delivery } = await failed();
  const of = `CHG-${change}`;
  const mails = await listed({ change: of, kind: "change_failed", channel: "email" });
  const mail = mails.find(({ to }) => to === "Operator Two");
  await tried(mail?.id ?? 0, false, "The mail server answered 550 <operator.two@test.invalid>: no such user.");
  const ids = async (filter: DeliveryFilter) =>
    (await listed({ kind: "change_failed", ...filter, change: of })).map(({ id }) => id);
  expect(await ids({})).toEqual([...mails.map(({ id }) => id), delivery]);
  expect(await ids({ status: "given_up" })).toEqual([mail?.id]);
  expect(await ids({ channel: "slack" })).toEqual([delivery]);
  expect(await ids({ kind: "freeze_placed" })).toEqual([]);
  expect(await ids({ before: mails.at(-1)?.id })).toEqual([delivery]);
  const asked = await listed({ status: "given_up" });
  expect(asked).toMatchObject([{ to: "Operator Two", change: of, tries: [{ ok: false }] }]);
  expect(JSON.stringify(asked)).not.toContain("@");
  const states = await rowsOf(app, channelsQuery);
  expect(states.map(({ state: { channel, givenUp } }) => [channel, givenUp])).toEqual([
    ["slack", 0],
    ["email", 1],
  ]);
  expect(states[0]?.state.waiting).toBe((await listed({ channel: "slack", status: "queued" })).length);
});

it("names the halt, the entry or the delegate that it is about", async () => {
  await world.worker`select say_channel('slack', true, 'a webhook')`;
  const halt = { client: "Acme", application: "shop", reason: "It is moved." };
  await step(world.app, world.operator, "halt", null, "place_halt", halt);
  const lent = { delegate: world.operator2.id, windowEnd: inDays(1), reason: "I am away." };
  await step(world.app, world.lead, "delegation", null, "delegate", lent);
  await world.owner`select queue_notice(jsonb_populate_record(null::deliveries, jsonb_build_object('kind', 'entry_expiring', 'key', 'entry_expiring 1',
    'entry_id', ${world.standardEntry}::bigint, 'queued_at', windlass_now())), '{}')`;
  const slack = (await listed({ channel: "slack" })).map(({ kind, halt, entry, delegate }) => ({
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
  const { delivery } = await failed();
  const sendAgain = (who: World["lead"]) => step(world.app, who, "delivery", delivery, "send_again");
  for (const who of [world.operator, world.reviewer, world.auditor])
    expect(await refused(sendAgain(who))).toMatchObject({ because: "who" });
  expect(await sendAgain(world.lead)).toMatchObject({ status: "queued" });
});

it("a front page says which freezes come, what its reader has to answer, and what reached nobody", async () => {
  const { incident } = await failed();
  const placed = (name: string, from: number, until: number) =>
    step(world.app, world.lead, "freeze", null, "place_freeze", {
      name,
      covers: "all",
      windowStart: inDays(from),
      windowEnd: inDays(until),
      timezone: "UTC",
      reason: "Nothing may change.",
    });
  await placed("next week", 6, 9);
  await placed("now", -1, 1);
  await placed("later", 8, 9);
  const findings = [
    { finding: "Mine.", owner: world.operator.id, due: "2026-01-02" },
    { finding: "Another's.", owner: world.lead.id, due: "2026-01-02" },
  ];
  await step(world.app, world.operator, "incident", incident, "investigate", { rootCause: "Unknown.", findings });
  const [row] = await rowsOf(app, noticesQuery(world.operator.id));
  expect(row?.notices.freezes.map(({ name, covered }) => [name, covered])).toEqual([
    ["now", null],
    ["next week", null],
  ]);
  expect(row?.notices.findings).toMatchObject([{ incident: `INC-${incident}`, finding: "Mine.", due: "2026-01-02" }]);
  expect(row?.notices).toMatchObject({ givenUp: 1, untold: 3, channels: { slack: { configured: true } } });
});

it("Windlass itself is nobody among people", async () => {
  const names = async (query: Query<{ person: { name: string } }>) =>
    (await rowsOf(app, query)).map(({ person }) => person.name);
  expect(await names(peopleQuery(null, 100))).toHaveLength(8);
  expect([...(await names(peopleQuery(null, 100))), ...(await names(staffQuery))]).not.toContain("Windlass");
});

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();
