import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { moveClock } from "@/db/install/move-clock";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { claimDeliveries, configure, lastQueued, recordAttempt } from "@/testing/notice-queue";
import { refusalFrom, takeStep } from "@/testing/steps";

// A queued delivery is claimed by one worker at a time and attempted, and its result is recorded.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  await configure(fixture, "slack");
});
afterAll(() => fixture.drop());

const reason = { reason: "It broke." };
const declared = async () =>
  (await takeStep(fixture.app, fixture.operator, "change", null, "declare", firstInput.emergency(fixture))).id;
/** A failed emergency, whose alert waits. */
async function failed() {
  const change = await declared();
  await takeStep(fixture.app, fixture.operator, "change", change, "fail", reason);
  const [row] = await fixture.owner<{ alert: number; incident: number }[]>`
    select d.id as alert, d.incident_id as incident from deliveries d where change_id = ${change} and kind = 'change_failed' and channel = 'slack'`;
  return { change, alert: row?.alert ?? 0, incident: row?.incident ?? 0 };
}
const delivery = async (id: number) => (await fixture.app`select * from deliveries where id = ${id}`)[0];
const eventsOf = async (id: number) =>
  (
    await fixture.owner`select step from events where subject_type = 'delivery' and subject_id = ${id} order by seq`
  ).map(({ step: name }) => name);
/** As if the minute of the lease were over. */
const leaseIsOver = () =>
  fixture.owner`update deliveries set leased_until = clock_timestamp() - interval '1 second' where leased_until is not null`;
const sendAgain = (who: { token: string }, id: number) => takeStep(fixture.app, who, "delivery", id, "send_again");

beforeEach(async () => {
  for (const channel of ["slack", "email"]) {
    const waiting = await claimDeliveries(fixture.worker, channel, 500);
    await recordAttempt(
      fixture.worker,
      waiting.map(({ id }) => id),
      { ok: true, words: "cleared" },
    );
  }
});

describe("claimed", () => {
  it("with everything that a message says, as it stands now", async () => {
    const { change, alert, incident } = await failed();
    const claimed = await claimDeliveries(fixture.worker, "slack");
    expect(claimed.map(({ kind }) => kind)).toEqual(["change_failed", "emergency_declared"]);
    expect(claimed[0]).toMatchObject({
      id: alert,
      to: null,
      attempts: 0,
      triedSince: null,
      thread: null,
      reason: "It broke.",
      incident: `INC-${incident}`,
      freeze: null,
      findings: [],
      change: {
        number: `CHG-${change}`,
        type: "emergency",
        status: "failed",
        title: null,
        what: "Failing over.",
        systems: ["dns (Acme)"],
        rollbackPlan: null,
        startedAt: expect.stringMatching(/^20.*Z$/),
        by: "Operator One",
      },
    });
  });

  it("without what was redacted meanwhile", async () => {
    const { change } = await failed();
    const texts = await fixture.owner<{ id: number }[]>`
      select t.id from texts t join events e on e.id = t.event_id where e.subject_type = 'change' and e.subject_id = ${change} and t.field in ('what', 'reason')`;
    for (const { id } of texts)
      await takeStep(fixture.app, fixture.lead, "change", change, "redact", { redacted: id, reason: "A secret." });
    expect((await claimDeliveries(fixture.worker, "slack"))[0]).toMatchObject({ reason: null, change: { what: null } });
  });

  it("by one worker: not again before the minute is over, then by the next", async () => {
    const { alert } = await failed();
    expect((await claimDeliveries(fixture.worker, "slack")).map(({ id }) => id)).toContain(alert);
    expect(await claimDeliveries(fixture.worker, "slack")).toEqual([]);
    await leaseIsOver();
    expect((await claimDeliveries(fixture.worker, "slack")).map(({ id }) => id)).toContain(alert);
    expect(await fixture.owner`select wake_senders() as woken`).toEqual([{ woken: [] }]);
  });

  it("never the same by two at once, and neither waits for the other", async () => {
    const alerts = [];
    for (let index = 0; index < 6; index += 1) alerts.push((await failed()).alert);
    const [first, second] = await fixture.worker.begin(async (one) => {
      const held = await claimDeliveries(one, "slack", 5);
      return [held, await claimDeliveries(fixture.worker, "slack", 5)] as const;
    });
    const more = await Promise.all([1, 2, 3, 4].map(() => claimDeliveries(fixture.worker, "slack", 2)));
    const ids = [first, second, ...more].flat().map(({ id }) => id);
    expect(first).toHaveLength(5);
    expect(second).toHaveLength(5);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("by nobody while its time is not there, also when the clock was moved", async () => {
    const { alert } = await failed();
    await claimDeliveries(fixture.worker, "slack");
    await recordAttempt(fixture.worker, [alert], { ok: false, words: "500", again: "5 minutes" });
    expect(await claimDeliveries(fixture.worker, "slack")).toEqual([]);
    await moveClock(fixture.url("owner"), "5 minutes");
    expect((await claimDeliveries(fixture.worker, "slack")).map(({ id, attempts }) => ({ id, attempts }))).toEqual([
      { id: alert, attempts: 1 },
    ]);
  });

  it("at once, also where the clock was set back after it was queued", async () => {
    const { alert } = await failed();
    await moveClock(fixture.url("owner"), "-2 hours");
    expect(await fixture.worker`select wake_senders() as woken`).toEqual([{ woken: ["slack"] }]);
    expect((await claimDeliveries(fixture.worker, "slack")).map(({ id }) => id)).toContain(alert);
    await moveClock(fixture.url("owner"), "2 hours");
  });
});

describe("tried", () => {
  it("and delivered: once, with where it went, and its change's next message replies to it", async () => {
    const { change, alert } = await failed();
    const ids = (await claimDeliveries(fixture.worker, "slack")).map(({ id }) => id);
    await recordAttempt(fixture.worker, ids, { ok: true, words: "hooks.slack.example", reference: "17.42" });
    expect(await delivery(alert)).toMatchObject({
      status: "delivered",
      attempts: 1,
      sent_to: "hooks.slack.example",
      reference: "17.42",
      next_attempt_at: null,
      leased_until: null,
    });
    expect(await eventsOf(alert)).toEqual(["deliver"]);
    await takeStep(fixture.app, fixture.operator, "change", change, "roll_back", {
      outcome: "complete",
      actual: "Back.",
    });
    await takeStep(fixture.app, fixture.operator, "change", change, "document", {
      what: "x",
      why: "x",
      rollbackPlan: "Fail back.",
      category: "DNS",
    });
    expect((await claimDeliveries(fixture.worker, "slack"))[0]).toMatchObject({
      kind: "after_review_waiting",
      thread: "17.42",
    });
  });

  it("by two who both sent it after a minute too long: it arrived once, and both tries are told", async () => {
    const { alert } = await failed();
    await claimDeliveries(fixture.worker, "slack");
    await recordAttempt(fixture.worker, [alert], { ok: true, words: "first" });
    await recordAttempt(fixture.worker, [alert], { ok: false, words: "timed out" });
    expect(await delivery(alert)).toMatchObject({ status: "delivered", sent_to: "first", attempts: 2 });
    expect(await eventsOf(alert)).toEqual(["deliver"]);
  });

  it("in vain: tried again, its three days counted from the first try; given up when nobody tries again", async () => {
    const { alert } = await failed();
    await claimDeliveries(fixture.worker, "slack");
    await recordAttempt(fixture.worker, [alert], { ok: false, words: "It\nanswered\u0007 500. ", again: "1 second" });
    const { retrying_since: since } = (await delivery(alert)) ?? {};
    expect(await delivery(alert)).toMatchObject({ status: "queued", last_error: "It answered 500." });
    await moveClock(fixture.url("owner"), "1 second");
    expect((await claimDeliveries(fixture.worker, "slack"))[0]).toMatchObject({
      triedSince: expect.stringMatching(/Z$/),
    });
    await recordAttempt(fixture.worker, [alert], { ok: false, words: "" });
    expect(await delivery(alert)).toMatchObject({
      status: "given_up",
      retrying_since: since,
      attempts: 2,
      last_error: "No reason was given.",
    });
    expect(await claimDeliveries(fixture.worker, "slack")).toEqual([]);
    expect(
      await fixture.owner`select ok, words from delivery_attempts where delivery_id = ${alert} order by id`,
    ).toEqual([
      { ok: false, words: "It answered 500." },
      { ok: false, words: "No reason was given." },
    ]);
  });
});

describe("sent again", () => {
  it("by a lead alone, and tried anew", async () => {
    const { alert } = await failed();
    await claimDeliveries(fixture.worker, "slack");
    await recordAttempt(fixture.worker, [alert], { ok: false, words: "gone" });
    for (const who of [fixture.operator, fixture.reviewer, fixture.auditor, fixture.nobody])
      expect(await refusalFrom(sendAgain(who, alert))).toMatchObject({ because: "who" });
    await sendAgain(fixture.lead, alert);
    expect(await delivery(alert)).toMatchObject({ status: "queued", retrying_since: null, last_error: "gone" });
    expect((await claimDeliveries(fixture.worker, "slack"))[0]).toMatchObject({
      id: alert,
      attempts: 1,
      triedSince: null,
    });
    await recordAttempt(fixture.worker, [alert], { ok: true, words: "hooks.slack.example" });
    expect(await refusalFrom(sendAgain(fixture.lead, alert))).toMatchObject({ because: "status" });
    expect(await eventsOf(alert)).toEqual(["give_up", "send_again", "deliver"]);
  });

  it("and of use then, however late it is", async () => {
    await declared();
    const id = await lastQueued(fixture);
    await moveClock(fixture.url("owner"), "3 days");
    expect(await claimDeliveries(fixture.worker, "slack")).toEqual([]);
    expect(await delivery(id)).toMatchObject({
      status: "dropped",
      last_error: "The notice expired before it could be sent.",
    });
    await sendAgain(fixture.lead, id);
    expect((await claimDeliveries(fixture.worker, "slack")).map((message) => message.id)).toEqual([id]);
  });
});

describe("attested", () => {
  it("stops the tries in Slack, and not those by e-mail", async () => {
    await configure(fixture, "email");
    const { alert, incident } = await failed();
    const attest = () =>
      takeStep(fixture.app, fixture.lead, "incident", incident, "attest", {
        channel: "phone",
        reason: "Slack is away.",
      });
    await attest();
    expect(await delivery(alert)).toMatchObject({ status: "queued", next_attempt_at: null });
    expect((await claimDeliveries(fixture.worker, "slack")).map(({ id }) => id)).not.toContain(alert);
    expect(
      (await claimDeliveries(fixture.worker, "email")).filter(({ kind }) => kind === "change_failed"),
    ).toHaveLength(5);
    const { attestation_event_id: first } = (await delivery(alert)) ?? {};
    await sendAgain(fixture.lead, alert);
    await attest();
    expect(await delivery(alert)).toMatchObject({ attestation_event_id: first, next_attempt_at: null });
    await fixture.owner`update channel_states set configured = false where channel = 'email'`;
  });

  it("after it was delivered changes nothing", async () => {
    const { alert, incident } = await failed();
    await claimDeliveries(fixture.worker, "slack");
    await recordAttempt(fixture.worker, [alert], { ok: true, words: "hooks.slack.example" });
    await takeStep(fixture.app, fixture.lead, "incident", incident, "attest", {
      channel: "phone",
      reason: "To be sure.",
    });
    expect(await delivery(alert)).toMatchObject({ status: "delivered", attestation_event_id: null });
  });
});

describe("dropped when it is claimed", () => {
  const dropped = async (id: number) => {
    await claimDeliveries(fixture.worker, "slack");
    return delivery(id);
  };
  const drafted = async () =>
    (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;

  it("a review that waits no more, and an approval", async () => {
    const change = await drafted();
    await takeStep(fixture.app, fixture.operator, "change", change, "submit");
    const review = await lastQueued(fixture);
    await takeStep(fixture.app, fixture.reviewer, "change", change, "review");
    const approval = await lastQueued(fixture);
    expect(await dropped(review)).toMatchObject({
      status: "dropped",
      last_error: "The change no longer waits for a review.",
    });
    expect(await delivery(approval)).toMatchObject({ status: "queued" });
    await leaseIsOver();
    await takeStep(fixture.app, fixture.lead, "change", change, "approve");
    expect(await dropped(approval)).toMatchObject({ status: "dropped" });
  });

  it("a review of an earlier revision, while that of the present one is sent", async () => {
    const change = await drafted();
    await takeStep(fixture.app, fixture.operator, "change", change, "submit");
    const earlier = await lastQueued(fixture);
    await takeStep(fixture.app, fixture.operator, "change", change, "revise", { reason: "A mistake." });
    await takeStep(fixture.app, fixture.operator, "change", change, "submit");
    const [{ key } = { key: "" }, ...more] = await claimDeliveries(fixture.worker, "slack");
    expect(more).toEqual([]);
    expect(key).toMatch(/^review_waiting /);
    expect(await delivery(earlier)).toMatchObject({ status: "dropped" });
  });

  it("an e-mail to somebody who holds no role any more, has left, or does not want it any more", async () => {
    await configure(fixture, "email");
    await declared();
    const drop = async (name: string) => {
      const [row] = await fixture.owner<{ id: number }[]>`
        select max(d.id) as id from deliveries d join people p on p.id = d.person_id where p.name = ${name}`;
      return delivery(row?.id ?? 0);
    };
    await fixture.owner`delete from person_roles where person_id = ${fixture.operator2.id}`;
    await fixture.owner`update people set deactivated_at = now() where id = ${fixture.reviewer2.id}`;
    await takeStep(fixture.app, fixture.reviewer, "person", fixture.reviewer.id, "choose_emails", {
      emails: ["change_failed"],
    });
    const sent = (await claimDeliveries(fixture.worker, "email")).map(({ to }) => to?.name);
    expect(sent).toEqual(["Ops Lead One", "Ops Lead Two"]);
    for (const name of ["Operator Two", "Reviewer Two"])
      expect(await drop(name)).toMatchObject({ last_error: "The recipient no longer has a role or an address." });
    expect(await drop("Reviewer One")).toMatchObject({ last_error: "The recipient switched this e-mail off." });
    await fixture.owner`update channel_states set configured = false where channel = 'email'`;
  });

  it("a freeze that was lifted before anybody was told", async () => {
    const times = await fixture.owner<{ from: string; until: string }[]>`
      select utc(windlass_now() + interval '1 day') as from, utc(windlass_now() + interval '2 days') as until`;
    const freeze = {
      name: "Rest",
      covers: "all",
      windowStart: times[0]?.from,
      windowEnd: times[0]?.until,
      reason: "Rest.",
    };
    const { id } = await takeStep(fixture.app, fixture.lead, "freeze", null, "place_freeze", freeze);
    expect((await claimDeliveries(fixture.worker, "slack"))[0]).toMatchObject({
      change: null,
      freeze: { name: "Rest", covers: "all systems", reason: "Rest.", from: times[0]?.from, until: times[0]?.until },
    });
    await leaseIsOver();
    await takeStep(fixture.app, fixture.lead, "freeze", id, "lift_freeze", { reason: "Rested." });
    expect(await dropped(await lastQueued(fixture))).toMatchObject({ last_error: "The freeze is over." });
  });

  it("never the alert of a failure", async () => {
    const { change, alert } = await failed();
    await takeStep(fixture.app, fixture.operator, "change", change, "roll_back", {
      outcome: "complete",
      actual: "Back.",
    });
    await moveClock(fixture.url("owner"), "400 days");
    expect((await claimDeliveries(fixture.worker, "slack"))[0]).toMatchObject({ id: alert });
  });
});
