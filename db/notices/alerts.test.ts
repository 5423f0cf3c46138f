import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { fromNow } from "@/testing/model/prepare";
import { configure, lastQueued, queuedNotices } from "@/testing/notice-queue";
import { type SignedIn, signIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";

// What a step tells people, in its own transaction: one message in Slack, one e-mail to each whom it is for, nobody of their own act.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const take = async (who: SignedIn, id: number | null, name: string, input: object = {}, recordType = "change") =>
  (await takeStep(fixture.app, who, recordType, id, name, { ...input })).id;

/** What a step queues, and nothing that was there before it. */
async function noticesFrom(work: () => Promise<unknown>): Promise<string[]> {
  const before = await lastQueued(fixture);
  await work();
  return queuedNotices(fixture, before);
}

const draft = (who: SignedIn) => take(who, null, "draft", firstInput.normal(fixture));
const declare = (who: SignedIn) => take(who, null, "declare", firstInput.emergency(fixture));
const fiveFacts = { what: "We failed over.", why: "It was down.", rollbackPlan: "Fail back." };
const reason = { reason: "It broke." };
const allOf = (kind: string, ...whom: readonly string[]) => whom.map((name) => `${kind}: ${name}`);
const staff = ["slack", "Operator One", "Operator Two", "Reviewer One", "Reviewer Two", "Ops Lead One", "Ops Lead Two"];
const staffWithout = (one: string) => staff.filter((name) => name !== one);

describe("while no worker has said that it can send", () => {
  it("the alert of a failure waits in Slack, and nothing else is queued", async () => {
    const change = await draft(fixture.operator);
    expect(await noticesFrom(() => take(fixture.operator, change, "submit"))).toEqual([]);
    const emergency = await declare(fixture.operator);
    expect(await noticesFrom(() => take(fixture.operator, emergency, "fail", reason))).toEqual([
      "change_failed: slack",
    ]);
    expect(await noticesFrom(() => declare(fixture.operator))).toEqual([]);
  });
});

describe("by Slack and by e-mail", () => {
  beforeAll(() => configure(fixture, "slack", "email"));

  it("a failure, to every operator but who reported it", async () => {
    const emergency = await declare(fixture.operator);
    expect(await noticesFrom(() => take(fixture.lead, emergency, "fail", reason))).toEqual(
      allOf("change_failed", ...staffWithout("Ops Lead One")),
    );
    const rows = await fixture.owner`
      select distinct d.incident_id = i.id as same from deliveries d join incidents i on i.change_id = d.change_id where d.change_id = ${emergency} and kind = 'change_failed'`;
    expect(rows).toEqual([{ same: true }]);
  });

  it("an emergency, to every operator but who declared it", async () => {
    expect(await noticesFrom(() => declare(fixture.reviewer))).toEqual(
      allOf("emergency_declared", ...staffWithout("Reviewer One")),
    );
  });

  it("a submitted change, to every reviewer who wrote none of it; a reviewed one, to every lead who neither wrote nor reviewed it", async () => {
    const change = await draft(fixture.reviewer);
    await take(fixture.lead2, change, "edit", { title: "Another" });
    expect(await noticesFrom(() => take(fixture.reviewer, change, "submit"))).toEqual(
      allOf("review_waiting", "slack", "Reviewer Two", "Ops Lead One"),
    );
    expect(await noticesFrom(() => take(fixture.reviewer2, change, "review"))).toEqual(
      allOf("approval_waiting", "slack", "Ops Lead One"),
    );
    expect(await noticesFrom(() => take(fixture.lead, change, "approve"))).toEqual([]);
  });

  it("a reviewed routine change is told to the leads too", async () => {
    const change = await take(fixture.operator, null, "draft", firstInput.routine(fixture));
    await take(fixture.operator, change, "submit");
    expect(await noticesFrom(() => take(fixture.reviewer, change, "review"))).toEqual(
      allOf("approval_waiting", "slack", "Ops Lead One", "Ops Lead Two"),
    );
  });

  it("a documented emergency, to every lead who took no part in it; a documented standard change, to nobody", async () => {
    const emergency = await declare(fixture.lead);
    await take(fixture.operator, emergency, "finish", { actual: "Done." });
    expect(
      await noticesFrom(() => take(fixture.operator, emergency, "document", { ...fiveFacts, category: "DNS" })),
    ).toEqual(allOf("after_review_waiting", "slack", "Ops Lead Two"));
    const standard = await take(fixture.operator, null, "draft", firstInput.standard(fixture));
    expect(await noticesFrom(() => take(fixture.operator, standard, "document"))).toEqual([]);
  });

  it("a freeze, to every operator but who placed it", async () => {
    const freeze = {
      name: "Year-end",
      covers: "all",
      windowStart: fromNow(6000),
      windowEnd: fromNow(6060),
      reason: "Rest.",
    };
    expect(await noticesFrom(() => take(fixture.lead2, null, "place_freeze", freeze, "freeze"))).toEqual(
      allOf("freeze_placed", ...staffWithout("Ops Lead Two")),
    );
  });

  it("nobody without an address, who left, or who only reads", async () => {
    await signIn(fixture.signin, "Auditing Lead", "ops_lead", "auditor");
    const away = await signIn(fixture.signin, "Gone", "operator");
    const silent = await signIn(fixture.signin, "Silent", "operator");
    await fixture.owner`update people set deactivated_at = now() where id = ${away.id}`;
    await fixture.owner`update people set email = null where id = ${silent.id}`;
    expect(await noticesFrom(() => declare(fixture.operator))).toEqual(
      allOf("emergency_declared", ...staffWithout("Operator One")),
    );
  });

  it("once, and not at all where the step did not happen", async () => {
    const change = await draft(fixture.operator);
    expect(
      await noticesFrom(() =>
        fixture.app
          .begin(async (tx) => {
            await tx`select set_config('windlass.session', ${fixture.operator.token}, true)`;
            await tx`insert into events (subject_type, subject_id, step, read_at) values ('change', ${change}, 'submit', 1)`;
            throw new Error("and no more");
          })
          .catch(() => {}),
      ),
    ).toEqual([]);
    const { event } = await takeStep(fixture.app, fixture.operator, "change", change, "submit");
    expect(
      await fixture.owner`select queue_notice(jsonb_populate_record(d, jsonb_build_object('key', ${`review_waiting ${event}`}::text)), '{}') as queued
        from deliveries d where key = ${`review_waiting ${event} slack`}`,
    ).toEqual([{ queued: 0 }]);
  });

  it("a past that a demonstration loads tells nobody anything, but for the alert of a failure", async () => {
    const load = (id: number | null, name: string, by: SignedIn, input: object) =>
      fixture.owner<{ id: number }[]>`
        insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
        values ('change', ${id}, ${name}, ${by.id}, true, windlass_now() - interval '1 hour', ${JSON.stringify(input)}::text::jsonb) returning subject_id as id`;
    expect(
      await noticesFrom(async () => {
        const [row] = await load(null, "declare", fixture.operator, firstInput.emergency(fixture));
        await load(row?.id ?? 0, "fail", fixture.operator, reason);
      }),
    ).toEqual(["change_failed: slack"]);
  });

  it("by the channel that is there alone", async () => {
    await fixture.owner`update channel_states set configured = false where channel = 'slack'`;
    expect(await noticesFrom(() => declare(fixture.operator))).not.toContain("emergency_declared: slack");
    await fixture.owner`update channel_states set configured = channel = 'slack'`;
    expect(await noticesFrom(() => declare(fixture.operator))).toEqual(["emergency_declared: slack"]);
    const emergency = await declare(fixture.operator);
    expect(await noticesFrom(() => take(fixture.operator, emergency, "fail", reason))).toEqual([
      "change_failed: slack",
    ]);
  });
});

describe("what a worker says of a channel", () => {
  const state = async () =>
    (await fixture.owner`select configured, destination from channel_states where channel = 'slack'`)[0];
  it("that there is none is believed when nobody said otherwise for two minutes", async () => {
    await fixture.worker`select report_channel_health('slack', true, 'hooks.slack.example')`;
    await fixture.worker`select report_channel_health('slack', false, 'x')`;
    expect(await state()).toEqual({ configured: true, destination: "hooks.slack.example" });
    await fixture.owner`update channel_states set reported_at = clock_timestamp() - interval '121 seconds'`;
    await fixture.worker`select report_channel_health('slack', false, 'x')`;
    expect(await state()).toEqual({ configured: false, destination: null });
  });
  it("does not outlast a worker that left", async () => {
    await fixture.worker`select report_channel_health('slack', true, 'hooks.slack.example')`;
    await fixture.worker`select report_channel_health('slack', null, null)`;
    expect(await state()).toEqual({ configured: true, destination: "hooks.slack.example" });
    await fixture.worker`select report_channel_health('slack', false, null)`;
    expect(await state()).toEqual({ configured: false, destination: null });
  });
});
