import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { brokenLinks } from "@/db/replay/broken-links";
import { replayDifferences } from "@/db/replay/replay";
import { readTraces } from "@/db/report/read-traces";
import { reportColumns } from "@/lib/report/columns";
import { traceGrid } from "@/lib/report/trace-grid";
import { traceLines } from "@/lib/report/trace-lines";
import { rulesOf } from "@/lib/rules/rules";
import { tellerIn } from "@/lib/time/format-many";
import { connect } from "@/testing/database";
import type { SignedIn } from "@/testing/people";
import { signIn } from "@/testing/people";
import { refused, step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";

let world: World;
let delegate: SignedIn;
beforeAll(async () => {
  world = await newWorld();
});
beforeEach(async () => {
  delegate = await signIn(world.signin, `Delegate ${Math.random()}`, "operator");
});
afterAll(() => world.drop());

const noWords = {
  title: null,
  what: null,
  why: null,
  rollbackPlan: null,
  verification: null,
  impact: null,
  links: null,
  systemInWords: null,
  said: [],
};
const minute = 60_000;
const day = 24 * 60 * minute;
const fromNow = (span: number) => new Date(Date.now() + span).toISOString();

const lend = (over: Readonly<Record<string, unknown>> = {}, who: SignedIn = world.lead) =>
  step(world.app, who, "delegation", null, "delegate", {
    delegate: delegate.id,
    windowEnd: fromNow(day),
    reason: "On leave.",
    ...over,
  });
const end = (id: number, who: SignedIn = world.lead) =>
  step(world.app, who, "delegation", id, "end_delegation", { reason: "Back again." });

/** A normal change by an operator, brought to where the step is taken on it. */
async function changeAt(status: "submitted" | "reviewed", author: SignedIn = world.operator): Promise<number> {
  const { id } = await step(world.app, author, "change", null, "draft", firstInput.normal(world));
  await step(world.app, author, "change", id, "submit");
  if (status === "reviewed") await step(world.app, world.reviewer, "change", id, "review");
  return id;
}
const approve = (id: number, who: SignedIn = delegate) => step(world.app, who, "change", id, "approve");
const lastOf = async (id: number) => {
  const [row] = await world.owner<{ said: Record<string, unknown> }[]>`
    select canonical::jsonb as said from events where subject_type = 'change' and subject_id = ${id} order by seq desc limit 1`;
  return row?.said;
};

describe("a lead lends the role to an operator", () => {
  it("who then approves, and the event says under which delegation", async () => {
    const change = await changeAt("reviewed");
    expect(await refused(approve(change))).toMatchObject({ code: "WL001", because: "who" });
    const lent = await lend();
    expect((await approve(change)).status).toBe("approved");
    expect(await lastOf(change)).toMatchObject({ by: delegate.id, delegation: lent.id });
  });

  it("whose name stands in the report and its file, with that of the lender", async () => {
    const change = await changeAt("reviewed");
    await lend();
    await approve(change);
    const reader = connect(world.url("app"), 1);
    const [trace] = await readTraces([change], drizzle({ client: reader }));
    await reader.end();
    if (!trace) throw new Error("the change has no trace");
    expect(trace.approved).toMatchObject({ id: delegate.id, name: delegate.name, lender: "Ops Lead One" });
    expect(trace.reviewed).not.toHaveProperty("lender");
    const said = `${delegate.name}, under the delegation of Ops Lead One`;
    const words = { ...noWords, id: change, number: `CHG-${change}` };
    const column = reportColumns.find(([name]) => name === "approved by");
    expect(column?.[1]({ trace, words, exceptions: [] })).toBe(said);
    expect(traceLines(trace, tellerIn("UTC")).find((line) => line.startsWith("Approved"))).toContain(said);
    const moment = { now: new Date().toISOString(), zone: "UTC" };
    expect(traceGrid(trace, moment).map(({ who }) => who)).toContain(said);
  });

  it("for as long as it was said, and never for the time before", async () => {
    const change = await changeAt("reviewed");
    await lend({ windowStart: fromNow(60 * minute) });
    expect(await refused(approve(change))).toMatchObject({ because: "who" });
    const [row] = await world.owner<{ begins: boolean }[]>`
      select lower(d.during) = d.placed_at as begins from delegations d where d.id = ${(await lend({ windowStart: fromNow(-day) })).id}`;
    expect(row?.begins).toBe(true);
    await approve(change);
    const soon = await signIn(world.signin, "Soon over", "operator");
    const other = await changeAt("reviewed");
    await lend({ delegate: soon.id, windowEnd: fromNow(700) });
    await new Promise((over) => setTimeout(over, 800));
    expect(await refused(approve(other, soon))).toMatchObject({ because: "who" });
  });

  it("until a lead ends it, any lead, once", async () => {
    const change = await changeAt("reviewed");
    const lent = await lend();
    expect(await refused(end(lent.id, delegate))).toMatchObject({ because: "who" });
    await end(lent.id, world.lead2);
    expect(await refused(approve(change))).toMatchObject({ because: "who" });
    expect(await refused(end(lent.id))).toMatchObject({ because: "status" });
  });

  it("never what they wrote or reviewed", async () => {
    await lend();
    expect(await refused(approve(await changeAt("reviewed", delegate)))).toMatchObject({ because: "who" });
    const edited = await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
    await step(world.app, delegate, "change", edited.id, "edit", { title: "By the delegate too" });
    await step(world.app, world.operator, "change", edited.id, "submit");
    await step(world.app, world.reviewer, "change", edited.id, "review");
    expect(await refused(approve(edited.id))).toMatchObject({ because: "who" });
    await lend({ delegate: world.reviewer.id });
    expect(await refused(approve(await changeAt("reviewed"), world.reviewer))).toMatchObject({ because: "who" });
    const other = await signIn(world.signin, "Reviewed by another", "reviewer");
    const { id } = await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
    await step(world.app, world.operator, "change", id, "submit");
    await step(world.app, other, "change", id, "review");
    expect((await approve(id, world.reviewer)).status).toBe("approved");
  });

  it("and nothing that the lender could not take: the lender's part bars it like their own", async () => {
    const said = { because: "who" };
    const lendBy = async (who: SignedIn, to: SignedIn) => (await lend({ delegate: to.id }, who)).id;
    // A lead who wrote it, edited it, took it over, reviewed it.
    const written = await changeAt("reviewed", world.lead);
    const byAuthor = await lendBy(world.lead, delegate);
    expect(await refused(approve(written))).toMatchObject(said);
    expect(
      await refused(
        step(world.app, delegate, "change", await changeAt("submitted", world.lead), "reject", { reason: "No." }),
      ),
    ).toMatchObject(said);
    const edited = await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
    await step(world.app, world.lead, "change", edited.id, "edit", { title: "By the lender too" });
    await step(world.app, world.operator, "change", edited.id, "submit");
    expect(
      await refused(step(world.app, delegate, "change", edited.id, "send_back", { comment: "No." })),
    ).toMatchObject(said);
    const { id: reviewed } = await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
    await step(world.app, world.operator, "change", reviewed, "submit");
    await step(world.app, world.lead, "change", reviewed, "review");
    expect(await refused(approve(reviewed))).toMatchObject(said);
    const who = await world.owner<{ who: number[] }[]>`
      select who_may('change', 'approve', 'normal', 'reviewed', change_acts(${written}, 1), null) as who`;
    expect(who[0]?.who.map(Number)).not.toContain(delegate.id);
    // Of several one is enough: that of a lead who took no part.
    const byOther = await lendBy(world.lead2, delegate);
    await approve(written);
    expect(await lastOf(written)).toMatchObject({ delegation: byOther });
    // A lead who carried out an emergency, and one who carried out what failed.
    const { id: emergency } = await step(world.app, world.lead, "change", null, "declare", firstInput.emergency(world));
    await step(world.app, world.operator, "change", emergency, "finish", { actual: "Done." });
    const facts = {
      what: "It failed over.",
      why: "It was down.",
      rollbackPlan: "Fail back again.",
      explanation: "Alone.",
    };
    await step(world.app, world.operator, "change", emergency, "document", { ...facts, category: "DNS" });
    await end(byOther, world.lead2);
    const review = () =>
      step(world.app, delegate, "change", emergency, "review_after", { outcome: "justified", reason: "Yes." });
    expect(await refused(review())).toMatchObject(said);
    await lendBy(world.lead2, delegate);
    expect((await review()).status).toBe("closed");
    await end(byAuthor);
  });

  it("and says nothing of it where their own role is enough", async () => {
    const lent = await lend({ delegate: world.reviewer.id });
    const own = await changeAt("submitted");
    await step(world.app, world.reviewer, "change", own, "send_back", { comment: "Say more." });
    expect(await lastOf(own)).not.toHaveProperty("delegation");
    await lend();
    const lentTo = await changeAt("submitted");
    await step(world.app, delegate, "change", lentTo, "reject", { reason: "Not this way." });
    expect(await lastOf(lentTo)).toHaveProperty("delegation");
    await end(lent.id);
  });

  it("of several the first counts, and the end of one leaves the other", async () => {
    const [first, second] = [await lend(), await lend({ windowEnd: fromNow(2 * day) }, world.lead2)];
    await approve(await changeAt("reviewed"));
    await end(first.id);
    const change = await changeAt("reviewed");
    await approve(change);
    expect(await lastOf(change)).toMatchObject({ delegation: second.id });
  });

  it("no longer when the delegate or the lender lost their role, or the delegate became an auditor", async () => {
    const lender = await signIn(world.signin, "Lender", "ops_lead");
    await lend({}, lender);
    const change = await changeAt("reviewed");
    await signIn(world.signin, "Lender", "reviewer");
    expect(await refused(approve(change))).toMatchObject({ because: "who" });
    await signIn(world.signin, "Lender", "ops_lead");
    const name = delegate.name;
    expect(await refused(approve(change, await signIn(world.signin, name)))).toMatchObject({ because: "who" });
    expect(await refused(approve(change, await signIn(world.signin, name, "operator", "auditor")))).toMatchObject({
      because: "who",
    });
    await approve(change, await signIn(world.signin, name, "operator"));
  });

  it("and the session and the notices know it", async () => {
    const lent = await lend();
    const [session] = await world.app`select delegation from signed_in(sha256(convert_to(${delegate.token}, 'UTF8')))`;
    expect(session?.delegation).toMatchObject({ id: lent.id, lender: "Ops Lead One" });
    const waits = async (taken: string) => {
      const [row] = await world.owner<{ who: number[] }[]>`
        select who_may('change', ${taken}, 'normal', 'reviewed', '{"author": [], "reviewer": []}', null) as who`;
      return row?.who.map(Number).includes(delegate.id);
    };
    expect([await waits("approve"), await waits("cancel")]).toEqual([true, false]);
  });
});

describe("what is lent is bounded", () => {
  it.each([
    ["to a lead", async () => ({ delegate: world.lead2.id }), { lead: true }],
    ["to the lender", async () => ({ delegate: world.lead.id }), { lead: true }],
    ["to an auditor", async () => ({ delegate: world.auditor.id }), { who: true }],
    ["to nobody of the team", async () => ({ delegate: world.nobody.id }), { who: true }],
    ["ending before it begins", async () => ({ windowStart: fromNow(2 * day) }), { order: true }],
    ["over already", async () => ({ windowStart: fromNow(-2 * day), windowEnd: fromNow(-day) }), { past: true }],
    ["for longer than 92 days", async () => ({ windowEnd: fromNow(92 * day + minute) }), { long: true }],
  ])("never %s", async (_, over, fact) => {
    const said = await refused(lend(await over()));
    expect(said).toMatchObject({ because: "need", need: "delegation_bounded", fact });
  });

  it("for 92 days at most, from a later beginning too", async () => {
    await lend({ windowEnd: fromNow(92 * day - minute) });
    await lend({ windowStart: fromNow(30 * day), windowEnd: fromNow(122 * day - minute) });
  });

  it("by leads alone: not by operators, reviewers, auditors, or delegates themselves", async () => {
    await lend();
    for (const who of [world.operator, world.reviewer, world.auditor, world.nobody, delegate])
      expect(await refused(lend({ delegate: world.operator2.id }, who))).toMatchObject({ because: "who" });
  });

  it("with a reason, and an end", async () => {
    expect(await refused(lend({ reason: " " }))).toMatchObject({ field: "reason" });
    expect(await refused(lend({ windowEnd: "" }))).toMatchObject({ field: "windowEnd" });
  });

  it("to these six steps and no other", () => {
    const lent = (
      ["change", "incident", "entry", "freeze", "person", "delivery", "delegation", "halt", "system"] as const
    ).flatMap((book) => rulesOf(book).flatMap(({ step, by }) => (by.some((way) => way.lent) ? [step] : [])));
    expect(lent.toSorted()).toEqual(["approve", "extend", "reject", "review_after", "send_back", "settle"]);
  });
});

describe("the table of delegations", () => {
  it("is written by events alone, by nobody else, the owner included", async () => {
    const { id } = await lend();
    for (const attempt of [
      world.owner`update delegations set during = tstzrange(lower(during), upper(during) + interval '1 year') where id = ${id}`,
      world.owner`update delegations set delegate_id = ${world.operator.id} where id = ${id}`,
      world.owner`delete from delegations where id = ${id}`,
      world.owner`truncate delegations cascade`,
      world.owner`insert into delegations select 9999, status, delegate_id, during, reason_text, placed_by, placed_at, null, step_seq, last_event_id from delegations where id = ${id}`,
    ])
      expect((await refused(attempt)).code).toBe("WL001");
  });

  it("is not written by a trigger of somebody's own either", async () => {
    const { id } = await lend();
    await world.owner.unsafe(`
      create table decoy (n bigint);
      create function longer() returns trigger language plpgsql as $$ begin
        update delegations set during = tstzrange(lower(during), upper(during) + interval '1 year'), last_event_id = last_event_id where id = NEW.n; return null; end $$;
      create trigger longer after insert on decoy for each row execute function longer()`);
    expect(await refused(world.owner`insert into decoy values (${id})`)).toMatchObject({
      code: "WL001",
      because: "kept",
    });
    await world.owner`drop table decoy`;
    await world.owner`drop function longer`;
  });
});

describe("an end and an approval at once", () => {
  it("come one after the other: what is approved is approved before the end", async () => {
    for (let race = 0; race < 40; race += 1) {
      const change = await changeAt("reviewed");
      const { id } = await lend();
      await Promise.allSettled([approve(change), end(id)]);
      const [row] = await world.owner<{ late: boolean }[]>`
        select exists (select from events e where e.subject_type = 'change' and e.subject_id = ${change} and e.step = 'approve'
          and e.received_at >= (select ended_at from delegations where id = ${id})) as late`;
      expect(row?.late).toBe(false);
    }
  });
});

it("replays from its events, and every link holds", async () => {
  expect(await replayDifferences(world.owner)).toEqual([]);
  expect(await brokenLinks(world.owner)).toEqual([]);
});
