import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { controlChecklist } from "@/lib/report/control-checklist";
import { reportColumns } from "@/lib/report/report-columns";
import { timelineLines } from "@/lib/report/timeline";
import { rulesOf } from "@/lib/rules/rules";
import { timeFormatterFor } from "@/lib/time/time-formatter";
import { connect } from "@/testing/database";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import type { SignedIn } from "@/testing/people";
import { signIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";

let fixture: Fixture;
let delegate: SignedIn;
beforeAll(async () => {
  fixture = await newFixture();
});
beforeEach(async () => {
  delegate = await signIn(fixture.signin, `Delegate ${Math.random()}`, "operator");
});
afterAll(() => fixture.drop());

const noWords = {
  title: null,
  what: null,
  why: null,
  rollbackPlan: null,
  verification: null,
  impact: null,
  links: null,
  systemInWords: null,
  stepTexts: [],
};
const minute = 60_000;
const day = 24 * 60 * minute;
const fromNow = (span: number) => new Date(Date.now() + span).toISOString();

const delegateTo = (over: Readonly<Record<string, unknown>> = {}, who: SignedIn = fixture.lead) =>
  takeStep(fixture.app, who, "delegation", null, "delegate", {
    delegate: delegate.id,
    windowEnd: fromNow(day),
    reason: "On leave.",
    ...over,
  });
const end = (id: number, who: SignedIn = fixture.lead) =>
  takeStep(fixture.app, who, "delegation", id, "end_delegation", { reason: "Back again." });

/** A normal change by an operator, brought to where the step is taken on it. */
async function changeAt(status: "submitted" | "reviewed", author: SignedIn = fixture.operator): Promise<number> {
  const { id } = await takeStep(fixture.app, author, "change", null, "draft", firstInput.normal(fixture));
  await takeStep(fixture.app, author, "change", id, "submit");
  if (status === "reviewed") await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
  return id;
}
const approve = (id: number, who: SignedIn = delegate) => takeStep(fixture.app, who, "change", id, "approve");
const lastOf = async (id: number) => {
  const [row] = await fixture.owner<{ said: Record<string, unknown> }[]>`
    select canonical::jsonb as said from events where subject_type = 'change' and subject_id = ${id} order by seq desc limit 1`;
  return row?.said;
};

describe("a lead lends the role to an operator", () => {
  it("who then approves, and the event says under which delegation", async () => {
    const change = await changeAt("reviewed");
    expect(await refusalFrom(approve(change))).toMatchObject({ code: "WL001", because: "who" });
    const delegation = await delegateTo();
    expect((await approve(change)).status).toBe("approved");
    expect(await lastOf(change)).toMatchObject({ by: delegate.id, delegation: delegation.id });
  });

  it("whose name stands in the report and its file, with that of the lender", async () => {
    const change = await changeAt("reviewed");
    await delegateTo();
    await approve(change);
    const reader = connect(fixture.url("app"), 1);
    const [audit] = await readChangeAudits([change], drizzle({ client: reader }));
    await reader.end();
    if (!audit) throw new Error("the change has no trace");
    expect(audit.approved).toMatchObject({ id: delegate.id, name: delegate.name, lender: "Ops Lead One" });
    expect(audit.reviewed).not.toHaveProperty("lender");
    const approver = `${delegate.name}, under the delegation of Ops Lead One`;
    const words = { ...noWords, id: change, number: `CHG-${change}` };
    const column = reportColumns.find(([name]) => name === "approved by");
    expect(column?.[1]({ audit, texts: words, exceptions: [] })).toBe(approver);
    expect(timelineLines(audit, timeFormatterFor("UTC")).find((line) => line.startsWith("Approved"))).toContain(
      approver,
    );
    const moment = { now: new Date().toISOString(), zone: "UTC" };
    expect(controlChecklist(audit, moment).map(({ who }) => who)).toContain(approver);
  });

  it("for as long as it was said, and never for the time before", async () => {
    const change = await changeAt("reviewed");
    await delegateTo({ windowStart: fromNow(60 * minute) });
    expect(await refusalFrom(approve(change))).toMatchObject({ because: "who" });
    const [row] = await fixture.owner<{ begins: boolean }[]>`
      select lower(d.during) = d.placed_at as begins from delegations d where d.id = ${(await delegateTo({ windowStart: fromNow(-day) })).id}`;
    expect(row?.begins).toBe(true);
    await approve(change);
    const soon = await signIn(fixture.signin, "Soon over", "operator");
    const other = await changeAt("reviewed");
    await delegateTo({ delegate: soon.id, windowEnd: fromNow(700) });
    await new Promise((over) => setTimeout(over, 800));
    expect(await refusalFrom(approve(other, soon))).toMatchObject({ because: "who" });
  });

  it("until a lead ends it, any lead, once", async () => {
    const change = await changeAt("reviewed");
    const delegation = await delegateTo();
    expect(await refusalFrom(end(delegation.id, delegate))).toMatchObject({ because: "who" });
    await end(delegation.id, fixture.lead2);
    expect(await refusalFrom(approve(change))).toMatchObject({ because: "who" });
    expect(await refusalFrom(end(delegation.id))).toMatchObject({ because: "status" });
  });

  it("never what they wrote or reviewed", async () => {
    await delegateTo();
    expect(await refusalFrom(approve(await changeAt("reviewed", delegate)))).toMatchObject({ because: "who" });
    const edited = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
    await takeStep(fixture.app, delegate, "change", edited.id, "edit", { title: "By the delegate too" });
    await takeStep(fixture.app, fixture.operator, "change", edited.id, "submit");
    await takeStep(fixture.app, fixture.reviewer, "change", edited.id, "review");
    expect(await refusalFrom(approve(edited.id))).toMatchObject({ because: "who" });
    await delegateTo({ delegate: fixture.reviewer.id });
    expect(await refusalFrom(approve(await changeAt("reviewed"), fixture.reviewer))).toMatchObject({ because: "who" });
    const other = await signIn(fixture.signin, "Reviewed by another", "reviewer");
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    await takeStep(fixture.app, other, "change", id, "review");
    expect((await approve(id, fixture.reviewer)).status).toBe("approved");
  });

  it("and nothing that the lender could not take: the lender's part bars it like their own", async () => {
    const refusal = { because: "who" };
    const delegationBy = async (who: SignedIn, to: SignedIn) => (await delegateTo({ delegate: to.id }, who)).id;
    // A lead who wrote it, edited it, took it over, reviewed it.
    const written = await changeAt("reviewed", fixture.lead);
    const byAuthor = await delegationBy(fixture.lead, delegate);
    expect(await refusalFrom(approve(written))).toMatchObject(refusal);
    expect(
      await refusalFrom(
        takeStep(fixture.app, delegate, "change", await changeAt("submitted", fixture.lead), "reject", {
          reason: "No.",
        }),
      ),
    ).toMatchObject(refusal);
    const edited = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
    await takeStep(fixture.app, fixture.lead, "change", edited.id, "edit", { title: "By the lender too" });
    await takeStep(fixture.app, fixture.operator, "change", edited.id, "submit");
    expect(
      await refusalFrom(takeStep(fixture.app, delegate, "change", edited.id, "send_back", { comment: "No." })),
    ).toMatchObject(refusal);
    const { id: reviewed } = await takeStep(
      fixture.app,
      fixture.operator,
      "change",
      null,
      "draft",
      firstInput.normal(fixture),
    );
    await takeStep(fixture.app, fixture.operator, "change", reviewed, "submit");
    await takeStep(fixture.app, fixture.lead, "change", reviewed, "review");
    expect(await refusalFrom(approve(reviewed))).toMatchObject(refusal);
    const who = await fixture.owner<{ who: number[] }[]>`
      select allowed_people('change', 'approve', 'normal', 'reviewed', change_past_actions(${written}, 1), null) as who`;
    expect(who[0]?.who.map(Number)).not.toContain(delegate.id);
    // Of several one is enough: that of a lead who took no part.
    const byOther = await delegationBy(fixture.lead2, delegate);
    await approve(written);
    expect(await lastOf(written)).toMatchObject({ delegation: byOther });
    // A lead who carried out an emergency, and one who carried out what failed.
    const { id: emergency } = await takeStep(
      fixture.app,
      fixture.lead,
      "change",
      null,
      "declare",
      firstInput.emergency(fixture),
    );
    await takeStep(fixture.app, fixture.operator, "change", emergency, "finish", { actual: "Done." });
    const fiveFacts = {
      what: "It failed over.",
      why: "It was down.",
      rollbackPlan: "Fail back again.",
      explanation: "Alone.",
    };
    await takeStep(fixture.app, fixture.operator, "change", emergency, "document", { ...fiveFacts, category: "DNS" });
    await end(byOther, fixture.lead2);
    const review = () =>
      takeStep(fixture.app, delegate, "change", emergency, "review_after", { outcome: "justified", reason: "Yes." });
    expect(await refusalFrom(review())).toMatchObject(refusal);
    await delegationBy(fixture.lead2, delegate);
    expect((await review()).status).toBe("closed");
    await end(byAuthor);
  });

  it("and says nothing of it where their own role is enough", async () => {
    const delegation = await delegateTo({ delegate: fixture.reviewer.id });
    const own = await changeAt("submitted");
    await takeStep(fixture.app, fixture.reviewer, "change", own, "send_back", { comment: "Say more." });
    expect(await lastOf(own)).not.toHaveProperty("delegation");
    await delegateTo();
    const delegatedChange = await changeAt("submitted");
    await takeStep(fixture.app, delegate, "change", delegatedChange, "reject", { reason: "Not this way." });
    expect(await lastOf(delegatedChange)).toHaveProperty("delegation");
    await end(delegation.id);
  });

  it("of several the first counts, and the end of one leaves the other", async () => {
    const [first, second] = [await delegateTo(), await delegateTo({ windowEnd: fromNow(2 * day) }, fixture.lead2)];
    await approve(await changeAt("reviewed"));
    await end(first.id);
    const change = await changeAt("reviewed");
    await approve(change);
    expect(await lastOf(change)).toMatchObject({ delegation: second.id });
  });

  it("no longer when the delegate or the lender lost their role, or the delegate became an auditor", async () => {
    const delegator = await signIn(fixture.signin, "Lender", "ops_lead");
    await delegateTo({}, delegator);
    const change = await changeAt("reviewed");
    await signIn(fixture.signin, "Lender", "reviewer");
    expect(await refusalFrom(approve(change))).toMatchObject({ because: "who" });
    await signIn(fixture.signin, "Lender", "ops_lead");
    const name = delegate.name;
    expect(await refusalFrom(approve(change, await signIn(fixture.signin, name)))).toMatchObject({ because: "who" });
    expect(await refusalFrom(approve(change, await signIn(fixture.signin, name, "operator", "auditor")))).toMatchObject(
      {
        because: "who",
      },
    );
    await approve(change, await signIn(fixture.signin, name, "operator"));
  });

  it("and the session and the notices know it", async () => {
    const delegation = await delegateTo();
    const [session] =
      await fixture.app`select delegation from resolve_session(sha256(convert_to(${delegate.token}, 'UTF8')))`;
    expect(session?.delegation).toMatchObject({ id: delegation.id, delegator: "Ops Lead One" });
    const waits = async (step: string) => {
      const [row] = await fixture.owner<{ who: number[] }[]>`
        select allowed_people('change', ${step}, 'normal', 'reviewed', '{"author": [], "reviewer": []}', null) as who`;
      return row?.who.map(Number).includes(delegate.id);
    };
    expect([await waits("approve"), await waits("cancel")]).toEqual([true, false]);
  });
});

describe("what is lent is bounded", () => {
  it.each([
    ["to a lead", async () => ({ delegate: fixture.lead2.id }), { lead: true }],
    ["to the lender", async () => ({ delegate: fixture.lead.id }), { lead: true }],
    ["to an auditor", async () => ({ delegate: fixture.auditor.id }), { who: true }],
    ["to nobody of the team", async () => ({ delegate: fixture.nobody.id }), { who: true }],
    ["ending before it begins", async () => ({ windowStart: fromNow(2 * day) }), { order: true }],
    ["over already", async () => ({ windowStart: fromNow(-2 * day), windowEnd: fromNow(-day) }), { past: true }],
    ["for longer than 92 days", async () => ({ windowEnd: fromNow(92 * day + minute) }), { long: true }],
  ])("never %s", async (_, over, fact) => {
    const refusal = await refusalFrom(delegateTo(await over()));
    expect(refusal).toMatchObject({ because: "need", need: "delegation_bounded", fact });
  });

  it("for 92 days at most, from a later beginning too", async () => {
    await delegateTo({ windowEnd: fromNow(92 * day - minute) });
    await delegateTo({ windowStart: fromNow(30 * day), windowEnd: fromNow(122 * day - minute) });
  });

  it("by leads alone: not by operators, reviewers, auditors, or delegates themselves", async () => {
    await delegateTo();
    for (const who of [fixture.operator, fixture.reviewer, fixture.auditor, fixture.nobody, delegate])
      expect(await refusalFrom(delegateTo({ delegate: fixture.operator2.id }, who))).toMatchObject({ because: "who" });
  });

  it("with a reason, and an end", async () => {
    expect(await refusalFrom(delegateTo({ reason: " " }))).toMatchObject({ field: "reason" });
    expect(await refusalFrom(delegateTo({ windowEnd: "" }))).toMatchObject({ field: "windowEnd" });
  });

  it("to these six steps and no other", () => {
    const delegableSteps = (
      ["change", "incident", "entry", "freeze", "person", "delivery", "delegation", "halt", "system"] as const
    ).flatMap((recordType) =>
      rulesOf(recordType).flatMap(({ step, by }) => (by.some((allowedActor) => allowedActor.delegable) ? [step] : [])),
    );
    expect(delegableSteps.toSorted()).toEqual(["approve", "extend", "reject", "review_after", "send_back", "settle"]);
  });
});

describe("the table of delegations", () => {
  it("is written by events alone, by nobody else, the owner included", async () => {
    const { id } = await delegateTo();
    for (const attempt of [
      fixture.owner`update delegations set during = tstzrange(lower(during), upper(during) + interval '1 year') where id = ${id}`,
      fixture.owner`update delegations set delegate_id = ${fixture.operator.id} where id = ${id}`,
      fixture.owner`delete from delegations where id = ${id}`,
      fixture.owner`truncate delegations cascade`,
      fixture.owner`insert into delegations select 9999, status, delegate_id, during, reason_text_id, placed_by, placed_at, null, step_seq, last_event_id from delegations where id = ${id}`,
    ])
      expect((await refusalFrom(attempt)).code).toBe("WL001");
  });

  it("is not written by a trigger of somebody's own either", async () => {
    const { id } = await delegateTo();
    await fixture.owner.unsafe(`
      create table decoy (n bigint);
      create function longer() returns trigger language plpgsql as $$ begin
        update delegations set during = tstzrange(lower(during), upper(during) + interval '1 year'), last_event_id = last_event_id where id = NEW.n; return null; end $$;
      create trigger longer after insert on decoy for each row execute function longer()`);
    expect(await refusalFrom(fixture.owner`insert into decoy values (${id})`)).toMatchObject({
      code: "WL001",
      because: "kept",
    });
    await fixture.owner`drop table decoy`;
    await fixture.owner`drop function longer`;
  });
});

describe("an end and an approval at once", () => {
  it("come one after the other: what is approved is approved before the end", async () => {
    for (let race = 0; race < 40; race += 1) {
      const change = await changeAt("reviewed");
      const { id } = await delegateTo();
      await Promise.allSettled([approve(change), end(id)]);
      const [row] = await fixture.owner<{ late: boolean }[]>`
        select exists (select from events e where e.subject_type = 'change' and e.subject_id = ${change} and e.step = 'approve'
          and e.received_at >= (select ended_at from delegations where id = ${id})) as late`;
      expect(row?.late).toBe(false);
    }
  });
});

it("replays from its events, and every link holds", async () => {
  expect(await replayDifferences(fixture.owner)).toEqual([]);
  expect(await chainErrors(fixture.owner)).toEqual([]);
});
