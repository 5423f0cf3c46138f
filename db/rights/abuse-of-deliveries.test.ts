import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { claimDeliveries, configure, recordAttempt } from "@/testing/notice-queue";
import { refusalFrom, takeStep } from "@/testing/steps";

// Nobody silences an alert, or says that it arrived, but by a try; not as the app, the worker or the owner.

let fixture: Fixture;
let alert = 0;
let incident = 0;
let failure = 0;
let change = 0;

beforeAll(async () => {
  fixture = await newFixture();
  await configure(fixture, "slack");
});
afterAll(() => fixture.drop());
beforeEach(async () => {
  change = (await takeStep(fixture.app, fixture.operator, "change", null, "declare", firstInput.emergency(fixture))).id;
  await takeStep(fixture.app, fixture.operator, "change", change, "fail", { reason: "It broke." });
  const [row] = await fixture.owner<{ id: number; incident: number; event: number }[]>`
    select id, incident_id as incident, event_id as event from deliveries where change_id = ${change} and kind = 'change_failed'`;
  ({ id: alert, incident, event: failure } = row ?? { id: 0, incident: 0, event: 0 });
});

const refusal = { code: "WL001", because: "kept" };
const byOwner = (statement: string) => refusalFrom(fixture.owner.unsafe(statement));

describe("the app", () => {
  it.each([
    ["deliver", { sentTo: "me" }],
    ["give_up", { because: "I say so" }],
    ["drop", { because: "I say so" }],
  ])("does not take %s", async (name, input) => {
    expect(await refusalFrom(takeStep(fixture.app, fixture.lead, "delivery", alert, name, input))).toMatchObject({
      because: "caused",
    });
  });

  it.each([
    "select claim_deliveries('slack', 1)",
    "select record_attempts(array[1]::bigint[], true, 'x', null, null)",
    "select report_channel_health('slack', false, null)",
    "select queue_due_notices('UTC')",
    "select wake_senders()",
    "select wake_sender('slack')",
    "select queue_notice(d, '{}') from deliveries d",
  ])("does not call %s", async (statement) => {
    expect(await refusalFrom(fixture.app.unsafe(statement))).toMatchObject({ code: "42501" });
  });
});

it.each([
  "select * from deliveries",
  "select * from changes",
  "update deliveries set status = 'delivered'",
  "insert into delivery_attempts (delivery_id, at, ok, words) values (1, now(), true, 'x')",
  "select queue_notice(null, null)",
  "select queue_reminders(now())",
  "insert into events (subject_type, step) values ('delivery', 'deliver')",
])("the worker, who claims and notes, does nothing else: %s", async (statement) => {
  expect(await refusalFrom(fixture.worker.unsafe(statement))).toMatchObject({ code: "42501" });
});

describe("the owner", () => {
  const changed = [
    "status = 'delivered', delivered_at = now(), sent_to = 'x', next_attempt_at = null",
    "status = 'dropped', next_attempt_at = null",
    "status = 'given_up', next_attempt_at = null",
    "next_attempt_at = null",
    "next_attempt_at = now() + interval '10 years'",
    "leased_until = clock_timestamp() + interval '2 minutes'",
    "obsolete_after = now()",
    "attempts = 7",
    "retrying_since = now() - interval '3 days'",
    "last_error = 'x'",
    "reference = 'x'",
    "attestation_event_id = event_id, next_attempt_at = null",
    "channel = 'email', person_id = 1",
    "kind = 'freeze_placed'",
    "key = 'x'",
    "incident_id = null",
    "queued_at = now() + interval '1 year'",
  ];
  it.each(changed)("does not set %s", async (set) => {
    expect(await byOwner(`update deliveries set ${set} where id = ${alert}`)).toMatchObject(refusal);
  });

  it("does not take back that it was delivered, or attested", async () => {
    await claimDeliveries(fixture.worker, "slack", 500);
    await recordAttempt(fixture.worker, [alert], { ok: true, words: "hooks.slack.example" });
    for (const set of [
      "delivered_at = null, status = 'queued'",
      "delivered_at = now()",
      "sent_to = 'elsewhere'",
      "next_attempt_at = now(), status = 'queued', delivered_at = null",
    ])
      expect(await byOwner(`update deliveries set ${set} where id = ${alert}`)).toMatchObject(refusal);
    expect(await refusalFrom(takeStep(fixture.app, fixture.lead, "delivery", alert, "send_again"))).toMatchObject({
      because: "status",
    });
  });

  it("does not take back that it was attested", async () => {
    await takeStep(fixture.app, fixture.lead, "incident", incident, "attest", {
      channel: "phone",
      reason: "Slack is away.",
    });
    for (const set of ["attestation_event_id = null", "next_attempt_at = queued_at"])
      expect(await byOwner(`update deliveries set ${set} where id = ${alert}`)).toMatchObject(refusal);
  });

  it("deletes and empties nothing, and changes no try", async () => {
    await recordAttempt(fixture.worker, [alert], { ok: false, words: "500", again: "1 minute" });
    for (const statement of [
      `delete from deliveries where id = ${alert}`,
      "truncate deliveries cascade",
      "delete from delivery_attempts",
      "truncate delivery_attempts",
      "update delivery_attempts set ok = true",
    ])
      expect(await byOwner(statement)).toMatchObject(refusal);
  });

  const columns = "(key, kind, channel, event_id, change_id, queued_at, next_attempt_at)";
  it("queues nothing that no step caused, and nothing that is there already", async () => {
    for (const values of [
      `('change_failed 1 slack', 'change_failed', 'slack', null, ${change}, now(), now())`,
      `('change_failed ${failure} slack', 'change_failed', 'slack', ${failure}, ${change - 1}, now(), now())`,
      `('window_opening', 'window_opening', 'slack', null, ${change}, now(), now())`,
      `('review_waiting ${failure} slack', 'review_waiting', 'slack', ${failure}, ${change}, now(), now())`,
      `('documentation_due ${change} slack', 'documentation_due', 'slack', null, ${change}, now(), null)`,
      `('documentation_due ${change} slack', 'documentation_due', 'slack', ${failure}, ${change}, now(), now())`,
      `('findings_open slack', 'findings_open', 'slack', null, ${change}, now(), now())`,
    ])
      expect(await byOwner(`insert into deliveries ${columns} values ${values}`)).toMatchObject(refusal);
    expect(
      await byOwner(
        `insert into deliveries ${columns} values ('change_failed ${failure} slack', 'change_failed', 'slack', ${failure}, ${change}, now(), now())`,
      ),
    ).toMatchObject({ code: "23505" });
  });

  it("writes no event of a delivery, not even by a trigger of their own", async () => {
    await fixture.owner.unsafe(`
      create table mine (id bigint, step text, input jsonb);
      create function mine() returns trigger language plpgsql as $$ begin
        insert into events (subject_type, subject_id, step, person_id, input) values ('delivery', NEW.id, NEW.step, system_actor(), NEW.input); return null; end $$;
      create trigger mine after insert on mine for each row execute function mine()`);
    for (const [name, input] of [
      ["deliver", '{"sentTo": "x"}'],
      ["give_up", '{"because": "x"}'],
      ["drop", '{"because": "x"}'],
    ])
      expect(await byOwner(`insert into mine values (${alert}, '${name}', '${input}')`)).toMatchObject(refusal);
  });
});
