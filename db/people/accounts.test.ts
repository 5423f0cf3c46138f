import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayDifferences } from "@/db/replay/replay";
import type { Role } from "@/lib/rules/roles";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { configure } from "@/testing/notice-queue";
import { hashOf, type SignedIn, signIn } from "@/testing/people";
import { refusalFrom, takeStep, takeStepIn } from "@/testing/steps";
import { readAccountPairs } from "./read-account-pairs";
import { readStaff } from "./read-people";

// Accounts and the people behind them: who left, and who has two accounts.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const take = (who: SignedIn, id: number, name: string, input: object = { reason: "They left." }) =>
  takeStep(fixture.app, who, "person", id, name, { ...input });
const isIn = async (who: SignedIn) =>
  (await fixture.app`select from resolve_session(${hashOf(who.token)})`).length === 1;

/** Signs in under a subject and an address of one's own choice. */
async function enter(oidcSubject: string, email: string | null, ...roles: readonly Role[]): Promise<SignedIn> {
  const token = randomBytes(32).toString("base64url");
  const [row] = await fixture.signin<{ id: number }[]>`
    select sign_in('test', ${oidcSubject}, 'Anna Berg', ${email}, ${[...roles]}, null, ${hashOf(token)}) as id`;
  return { id: row?.id ?? 0, name: "Anna Berg", token };
}

describe("somebody who left", () => {
  let leaver: SignedIn;
  beforeAll(async () => {
    leaver = await signIn(fixture.signin, "Leaver", "reviewer", "ops_lead");
    const app = fixture.app;
    const feed = { name: "Phone", feedToken: hashOf("feed").toString("hex") };
    await takeStep(app, leaver, "person", leaver.id, "make_feed", feed);
    const [acme] = await fixture.owner<{ id: number }[]>`select id from clients where name = 'Acme'`;
    const token = { name: "Pipeline", ofClient: acme?.id, gateToken: hashOf("gate").toString("hex") };
    await takeStep(app, leaver, "installation", 1, "make_token", token);
    const delegationInput = { delegate: fixture.operator.id, windowEnd: inMinutes(600), reason: "Away." };
    await takeStep(app, leaver, "delegation", null, "delegate", delegationInput);
    const shifts = [
      [leaver.id, inMinutes(-60), inMinutes(60), "primary"],
      [leaver.id, inMinutes(600), inMinutes(660), "primary"],
      [fixture.operator.id, inMinutes(700), inMinutes(760), "primary"],
    ];
    await takeStep(app, fixture.lead, "roster", null, "place_shifts", { name: "Weeks", shifts });
    await configure(fixture, "email");
  });

  it.each(["operator", "reviewer", "auditor", "nobody"] as const)("is not deactivated by a %s", async (who) => {
    expect(await refusalFrom(take(fixture[who], leaver.id, "deactivate"))).toMatchObject({ because: "who" });
  });

  it("does not deactivate themselves, and is not deactivated without a reason", async () => {
    expect(await refusalFrom(take(fixture.lead, fixture.lead.id, "deactivate"))).toMatchObject({ because: "who" });
    expect(await refusalFrom(take(fixture.lead, leaver.id, "deactivate", {}))).toMatchObject({ field: "reason" });
  });

  it("is deactivated by a lead: sessions, feeds, tokens, delegations and shifts end at once", async () => {
    await take(fixture.lead, leaver.id, "deactivate");
    expect(await isIn(leaver)).toBe(false);
    const [left] = await fixture.owner`
      select (select count(*)::int from feeds where person_id = ${leaver.id} and revoked_at is null) as feeds,
        (select count(*)::int from gate_tokens where revoked_at is null) as tokens,
        (select count(*)::int from delegations where ended_at is null) as delegations,
        (select count(*)::int from shifts where person_id = ${leaver.id} and upper(during) > now()) as shifts,
        (select count(*)::int from shifts where person_id = ${fixture.operator.id}) as others`;
    expect(left).toEqual({ feeds: 0, tokens: 0, delegations: 0, shifts: 0, others: 1 });
    const notices = await fixture.owner`
      select step, person_id from events where subject_type = 'person' and subject_id = ${leaver.id} and step in ('deactivate', 'sign_out')`;
    expect(notices).toEqual([
      { step: "deactivate", person_id: fixture.lead.id },
      { step: "sign_out", person_id: fixture.lead.id },
    ]);
  });

  it("is named nowhere as one who can take a step, and gets no mail", async () => {
    expect((await readStaff()).map(({ id }) => id)).not.toContain(leaver.id);
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    expect(await fixture.owner`select from deliveries where person_id = ${leaver.id}`).toHaveLength(0);
    expect(
      (await fixture.owner`select from deliveries where person_id = ${fixture.reviewer.id}`).length,
    ).toBeGreaterThan(0);
  });

  it("does not sign in again, and that they tried is on their chain", async () => {
    const again = await signIn(fixture.signin, "Leaver", "ops_lead");
    expect(again.id).toBeNull();
    expect(await isIn(again)).toBe(false);
    const [tried] = await fixture.owner`
      select canonical::jsonb -> 'data' ->> 'sentence' as sentence from events where subject_id = ${leaver.id} and step = 'refused'`;
    expect(tried?.sentence).toContain("deactivated");
  });

  it("is deactivated once, and reactivated by a lead; what ended stays ended", async () => {
    expect(await refusalFrom(take(fixture.lead2, leaver.id, "deactivate"))).toMatchObject({ because: "status" });
    expect(await refusalFrom(take(fixture.reviewer, leaver.id, "reactivate"))).toMatchObject({ because: "who" });
    await take(fixture.lead2, leaver.id, "reactivate", { reason: "They came back." });
    expect(await refusalFrom(take(fixture.lead2, leaver.id, "reactivate"))).toMatchObject({ because: "status" });
    const back = await signIn(fixture.signin, "Leaver", "reviewer");
    expect(back.id).toBe(leaver.id);
    expect(await isIn(back)).toBe(true);
    expect(
      await fixture.owner`select from shifts where person_id = ${leaver.id} and upper(during) > now()`,
    ).toHaveLength(0);
  });

  it("leaves a lead: of two who deactivate each other at once one stays", async () => {
    const [one, other] = [
      await signIn(fixture.signin, "L1", "ops_lead"),
      await signIn(fixture.signin, "L2", "ops_lead"),
    ];
    const ended = await Promise.allSettled([take(one, other.id, "deactivate"), take(other, one.id, "deactivate")]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect([await isIn(one), await isIn(other)].filter(Boolean)).toHaveLength(1);
  });

  it("is not Windlass itself", async () => {
    const [worker] = await fixture.owner<{ id: number }[]>`select id from people where issuer = 'windlass'`;
    if (worker) expect((await refusalFrom(take(fixture.lead, worker.id, "deactivate"))).code).toBe("WL001");
  });
});

describe("a second account of one e-mail address", () => {
  const address = "anna@anchor.example";
  let first: SignedIn;
  let second: SignedIn;
  let change: number;
  beforeAll(async () => {
    first = await enter("sub-1", address, "operator", "reviewer", "ops_lead");
    change = (await takeStep(fixture.app, first, "change", null, "draft", firstInput.normal(fixture))).id;
    await takeStep(fixture.app, first, "change", change, "submit");
    second = await enter("sub-2", " Anna@ANCHOR.example ", "operator", "reviewer", "ops_lead");
  });

  it("is told to the leads, once, and is on its chain", async () => {
    await enter("sub-2", address, "operator", "reviewer", "ops_lead");
    expect(await readAccountPairs()).toMatchObject([
      { later: { id: second.id, subject: "sub-2" }, earlier: { id: first.id, subject: "sub-1" }, verdict: null },
    ]);
    const events = await fixture.owner`select subject_id from events where step = 'resemble'`;
    expect(events).toEqual([{ subject_id: second.id }]);
  });

  it("is told to every lead but whoever it is, by Slack and by e-mail, with both accounts; to nobody once it is decided", async () => {
    const events = await fixture.owner`
      select coalesce(p.name, 'slack') as whom from deliveries d left join people p on p.id = d.person_id where kind = 'account_resembles' order by 1`;
    expect(events.map(({ whom }) => whom)).toEqual(expect.arrayContaining(["Ops Lead One", "Ops Lead Two"]));
    expect(events.map(({ whom }) => whom)).not.toContain("Anna Berg");
    const [message] =
      await fixture.owner`select delivery_message(d) as said from deliveries d where kind = 'account_resembles' limit 1`;
    expect(message?.said.account).toEqual({
      name: `Anna Berg (account ${second.id})`,
      other: `Anna Berg (account ${first.id})`,
    });
  });

  it("reviews and rejects nothing that the first wrote, and the other way round", async () => {
    const bar = { because: "who" };
    expect(await refusalFrom(takeStep(fixture.app, second, "change", change, "review"))).toMatchObject(bar);
    expect(
      await refusalFrom(takeStep(fixture.app, second, "change", change, "send_back", { comment: "No." })),
    ).toMatchObject(bar);
    expect(
      await refusalFrom(takeStep(fixture.app, second, "change", change, "reject", { reason: "No." })),
    ).toMatchObject(bar);
    const back = await takeStep(fixture.app, second, "change", null, "draft", firstInput.normal(fixture));
    await takeStep(fixture.app, second, "change", back.id, "submit");
    expect(await refusalFrom(takeStep(fixture.app, first, "change", back.id, "review"))).toMatchObject(bar);
    await takeStep(fixture.app, fixture.reviewer, "change", back.id, "review");
    expect(await refusalFrom(takeStep(fixture.app, first, "change", back.id, "approve"))).toMatchObject(bar);
  });

  it("is known to the page, which says why", async () => {
    const staff = await readStaff();
    expect(staff.find(({ id }) => id === second.id)?.accounts).toEqual([first.id]);
    expect(staff.find(({ id }) => id === fixture.lead.id)?.accounts).toEqual([]);
  });

  it("is judged by another operations lead: not by either account, nor by who leads nothing", async () => {
    const say = (who: SignedIn, verdict: string, account = first.id) =>
      take(who, second.id, verdict, { account, reason: "I asked them." });
    for (const who of [first, second, fixture.reviewer, fixture.auditor])
      expect(await refusalFrom(say(who, "different_person"))).toMatchObject({ because: "who" });
    expect(await refusalFrom(say(fixture.lead, "same_person", fixture.operator.id))).toMatchObject({
      field: "account",
    });
    await say(fixture.lead, "same_person");
    expect(await refusalFrom(takeStep(fixture.app, second, "change", change, "review"))).toMatchObject({
      because: "who",
    });
    expect(await readAccountPairs()).toEqual([]);
    expect(await refusalFrom(say(second, "different_person"))).toMatchObject({ because: "who" });
    await say(fixture.lead2, "different_person");
    expect(await takeStep(fixture.app, second, "change", change, "review")).toMatchObject({ status: "reviewed" });
  });

  it("counts through a third one", async () => {
    const third = await enter("sub-3", address, "reviewer");
    const pairs = await readAccountPairs();
    expect(pairs.map(({ earlier }) => earlier.id)).toEqual([first.id, second.id]);
    const [row] = await fixture.owner`select linked_accounts(${first.id}) as accounts`;
    expect(row?.accounts.map(Number)).toEqual([first.id, second.id, third.id]);
  });

  it("is one of the same issuer and an address: neither a name alone nor no address makes one", async () => {
    const before = (await readAccountPairs()).length;
    await enter("sub-4", null, "operator");
    await enter("sub-5", null, "operator");
    await enter("sub-6", "  ", "operator");
    await enter("sub-7", "other@anchor.example", "operator");
    expect(await readAccountPairs()).toHaveLength(before);
  });

  it("is written by events alone", async () => {
    for (const write of [
      fixture.owner`update account_pairs set verdict = 'different'`,
      fixture.owner`delete from account_pairs`,
      fixture.owner`truncate account_pairs`,
    ])
      expect(await refusalFrom(write)).toMatchObject({ because: "kept" });
    const forged = fixture.app.begin((tx) =>
      takeStepIn(tx, second, "person", second.id, "resemble", { account: first.id }),
    );
    expect(await refusalFrom(forged)).toMatchObject({ because: "caused" });
  });
});

it("is no step that the next page confirms to have signed in, nor what followed from a step", async () => {
  const last = async ({ token }: SignedIn) =>
    (await fixture.app`select last_step from resolve_session(${hashOf(token)})`)[0]?.last_step;
  const newcomer = await signIn(fixture.signin, "Newcomer", "operator");
  expect(await last(newcomer)).toBeNull();
  const { id } = await takeStep(fixture.app, newcomer, "change", null, "declare", firstInput.emergency(fixture));
  expect(await last(newcomer)).toMatchObject({ step: "declare", id });
  await takeStep(fixture.app, newcomer, "change", id, "fail", { reason: "Worse." });
  expect(await last(newcomer)).toMatchObject({ step: "fail", id });
});

describe("somebody who has not signed in for long", () => {
  it("is away after 90 days, and is not before", async () => {
    await fixture.superuser`update people set last_seen_at = windlass_now() - interval '89 days' where id = ${fixture.reviewer2.id}`;
    await fixture.superuser`update people set last_seen_at = windlass_now() - interval '91 days' where id = ${fixture.reviewer.id}`;
    const staff = await readStaff();
    expect(staff.find(({ id }) => id === fixture.reviewer.id)?.away).toBe(true);
    expect(staff.find(({ id }) => id === fixture.reviewer2.id)?.away).toBe(false);
  });
});

it("says after all of this what its events say", async () => {
  expect(await replayDifferences(fixture.owner)).toEqual([]);
});
