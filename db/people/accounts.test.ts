import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayDifferences } from "@/db/replay/replay";
import type { Role } from "@/lib/rules/roles";
import { hashOf, type SignedIn, signIn } from "@/testing/people";
import { refused, step, stepIn } from "@/testing/steps";
import { configure } from "@/testing/told";
import { firstInput, newWorld, type World } from "@/testing/world";
import { readResemblances } from "./read-accounts";
import { readStaff } from "./read-people";

// Accounts and the people behind them: who left, and who has two accounts.

let world: World;
beforeAll(async () => {
  world = await newWorld();
  process.env.DATABASE_URL = world.url("app");
});
afterAll(() => world.drop());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const take = (who: SignedIn, id: number, name: string, input: object = { reason: "They left." }) =>
  step(world.app, who, "person", id, name, { ...input });
const isIn = async (who: SignedIn) => (await world.app`select from signed_in(${hashOf(who.token)})`).length === 1;

/** Signs in under a subject and an address of one's own choice. */
async function enter(subject: string, email: string | null, ...roles: readonly Role[]): Promise<SignedIn> {
  const token = randomBytes(32).toString("base64url");
  const [row] = await world.signin<{ id: number }[]>`
    select sign_in('test', ${subject}, 'Anna Berg', ${email}, ${[...roles]}, null, ${hashOf(token)}) as id`;
  return { id: row?.id ?? 0, name: "Anna Berg", token };
}

describe("somebody who left", () => {
  let leaver: SignedIn;
  beforeAll(async () => {
    leaver = await signIn(world.signin, "Leaver", "reviewer", "ops_lead");
    const app = world.app;
    const feed = { name: "Phone", feedToken: hashOf("feed").toString("hex") };
    await step(app, leaver, "person", leaver.id, "make_feed", feed);
    const [acme] = await world.owner<{ id: number }[]>`select id from clients where name = 'Acme'`;
    const token = { name: "Pipeline", ofClient: acme?.id, gateToken: hashOf("gate").toString("hex") };
    await step(app, leaver, "installation", 1, "make_token", token);
    const lending = { delegate: world.operator.id, windowEnd: inMinutes(600), reason: "Away." };
    await step(app, leaver, "delegation", null, "delegate", lending);
    const shifts = [
      [leaver.id, inMinutes(-60), inMinutes(60), "primary"],
      [leaver.id, inMinutes(600), inMinutes(660), "primary"],
      [world.operator.id, inMinutes(700), inMinutes(760), "primary"],
    ];
    await step(app, world.lead, "roster", null, "place_shifts", { name: "Weeks", shifts });
    await configure(world, "email");
  });

  it.each(["operator", "reviewer", "auditor", "nobody"] as const)("is not deactivated by a %s", async (who) => {
    expect(await refused(take(world[who], leaver.id, "deactivate"))).toMatchObject({ because: "who" });
  });

  it("does not deactivate themselves, and is not deactivated without a reason", async () => {
    expect(await refused(take(world.lead, world.lead.id, "deactivate"))).toMatchObject({ because: "who" });
    expect(await refused(take(world.lead, leaver.id, "deactivate", {}))).toMatchObject({ field: "reason" });
  });

  it("is deactivated by a lead: sessions, feeds, tokens, delegations and shifts end at once", async () => {
    await take(world.lead, leaver.id, "deactivate");
    expect(await isIn(leaver)).toBe(false);
    const [left] = await world.owner`
      select (select count(*)::int from feeds where person_id = ${leaver.id} and revoked_at is null) as feeds,
        (select count(*)::int from gate_tokens where revoked_at is null) as tokens,
        (select count(*)::int from delegations where ended_at is null) as delegations,
        (select count(*)::int from shifts where person_id = ${leaver.id} and upper(during) > now()) as shifts,
        (select count(*)::int from shifts where person_id = ${world.operator.id}) as others`;
    expect(left).toEqual({ feeds: 0, tokens: 0, delegations: 0, shifts: 0, others: 1 });
    const told = await world.owner`
      select step, person_id from events where subject_type = 'person' and subject_id = ${leaver.id} and step in ('deactivate', 'sign_out')`;
    expect(told).toEqual([
      { step: "deactivate", person_id: world.lead.id },
      { step: "sign_out", person_id: world.lead.id },
    ]);
  });

  it("is named nowhere as one who can take a step, and gets no mail", async () => {
    expect((await readStaff()).map(({ id }) => id)).not.toContain(leaver.id);
    const { id } = await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
    await step(world.app, world.operator, "change", id, "submit");
    expect(await world.owner`select from deliveries where person_id = ${leaver.id}`).toHaveLength(0);
    expect((await world.owner`select from deliveries where person_id = ${world.reviewer.id}`).length).toBeGreaterThan(
      0,
    );
  });

  it("does not sign in again, and that they tried is on their chain", async () => {
    const again = await signIn(world.signin, "Leaver", "ops_lead");
    expect(again.id).toBeNull();
    expect(await isIn(again)).toBe(false);
    const [tried] = await world.owner`
      select canonical::jsonb -> 'data' ->> 'sentence' as sentence from events where subject_id = ${leaver.id} and step = 'refused'`;
    expect(tried?.sentence).toContain("deactivated");
  });

  it("is deactivated once, and reactivated by a lead; what ended stays ended", async () => {
    expect(await refused(take(world.lead2, leaver.id, "deactivate"))).toMatchObject({ because: "status" });
    expect(await refused(take(world.reviewer, leaver.id, "reactivate"))).toMatchObject({ because: "who" });
    await take(world.lead2, leaver.id, "reactivate", { reason: "They came back." });
    expect(await refused(take(world.lead2, leaver.id, "reactivate"))).toMatchObject({ because: "status" });
    const back = await signIn(world.signin, "Leaver", "reviewer");
    expect(back.id).toBe(leaver.id);
    expect(await isIn(back)).toBe(true);
    expect(await world.owner`select from shifts where person_id = ${leaver.id} and upper(during) > now()`).toHaveLength(
      0,
    );
  });

  it("leaves a lead: of two who deactivate each other at once one stays", async () => {
    const [one, other] = [await signIn(world.signin, "L1", "ops_lead"), await signIn(world.signin, "L2", "ops_lead")];
    const ended = await Promise.allSettled([take(one, other.id, "deactivate"), take(other, one.id, "deactivate")]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect([await isIn(one), await isIn(other)].filter(Boolean)).toHaveLength(1);
  });

  it("is not Windlass itself", async () => {
    const [worker] = await world.owner<{ id: number }[]>`select id from people where issuer = 'windlass'`;
    if (worker) expect((await refused(take(world.lead, worker.id, "deactivate"))).code).toBe("WL001");
  });
});

describe("a second account of one e-mail address", () => {
  const address = "anna@anchor.example";
  let first: SignedIn;
  let second: SignedIn;
  let change: number;
  beforeAll(async () => {
    first = await enter("sub-1", address, "operator", "reviewer", "ops_lead");
    change = (await step(world.app, first, "change", null, "draft", firstInput.normal(world))).id;
    await step(world.app, first, "change", change, "submit");
    second = await enter("sub-2", " Anna@ANCHOR.example ", "operator", "reviewer", "ops_lead");
  });

  it("is told to the leads, once, and is on its chain", async () => {
    await enter("sub-2", address, "operator", "reviewer", "ops_lead");
    expect(await readResemblances()).toMatchObject([
      { later: { id: second.id, subject: "sub-2" }, earlier: { id: first.id, subject: "sub-1" }, verdict: null },
    ]);
    const told = await world.owner`select subject_id from events where step = 'resemble'`;
    expect(told).toEqual([{ subject_id: second.id }]);
  });

  it("is told to every lead but whoever it is, by Slack and by e-mail, with both accounts; to nobody once it is decided", async () => {
    const told = await world.owner`
      select coalesce(p.name, 'slack') as whom from deliveries d left join people p on p.id = d.person_id where kind = 'account_resembles' order by 1`;
    expect(told.map(({ whom }) => whom)).toEqual(expect.arrayContaining(["Ops Lead One", "Ops Lead Two"]));
    expect(told.map(({ whom }) => whom)).not.toContain("Anna Berg");
    const [message] =
      await world.owner`select message_of(d) as said from deliveries d where kind = 'account_resembles' limit 1`;
    expect(message?.said.account).toEqual({
      name: `Anna Berg (account ${second.id})`,
      other: `Anna Berg (account ${first.id})`,
    });
  });

  it("reviews and rejects nothing that the first wrote, and the other way round", async () => {
    const bar = { because: "who" };
    expect(await refused(step(world.app, second, "change", change, "review"))).toMatchObject(bar);
    expect(await refused(step(world.app, second, "change", change, "send_back", { comment: "No." }))).toMatchObject(
      bar,
    );
    expect(await refused(step(world.app, second, "change", change, "reject", { reason: "No." }))).toMatchObject(bar);
    const back = await step(world.app, second, "change", null, "draft", firstInput.normal(world));
    await step(world.app, second, "change", back.id, "submit");
    expect(await refused(step(world.app, first, "change", back.id, "review"))).toMatchObject(bar);
    await step(world.app, world.reviewer, "change", back.id, "review");
    expect(await refused(step(world.app, first, "change", back.id, "approve"))).toMatchObject(bar);
  });

  it("is known to the page, which says why", async () => {
    const staff = await readStaff();
    expect(staff.find(({ id }) => id === second.id)?.accounts).toEqual([first.id]);
    expect(staff.find(({ id }) => id === world.lead.id)?.accounts).toEqual([]);
  });

  it("is judged by another operations lead: not by either account, nor by who leads nothing", async () => {
    const say = (who: SignedIn, verdict: string, account = first.id) =>
      take(who, second.id, verdict, { account, reason: "I asked them." });
    for (const who of [first, second, world.reviewer, world.auditor])
      expect(await refused(say(who, "different_person"))).toMatchObject({ because: "who" });
    expect(await refused(say(world.lead, "same_person", world.operator.id))).toMatchObject({ field: "account" });
    await say(world.lead, "same_person");
    expect(await refused(step(world.app, second, "change", change, "review"))).toMatchObject({ because: "who" });
    expect(await readResemblances()).toEqual([]);
    expect(await refused(say(second, "different_person"))).toMatchObject({ because: "who" });
    await say(world.lead2, "different_person");
    expect(await step(world.app, second, "change", change, "review")).toMatchObject({ status: "reviewed" });
  });

  it("counts through a third one", async () => {
    const third = await enter("sub-3", address, "reviewer");
    const pairs = await readResemblances();
    expect(pairs.map(({ earlier }) => earlier.id)).toEqual([first.id, second.id]);
    const [row] = await world.owner`select accounts_of(${first.id}) as accounts`;
    expect(row?.accounts.map(Number)).toEqual([first.id, second.id, third.id]);
  });

  it("is one of the same issuer and an address: neither a name alone nor no address makes one", async () => {
    const before = (await readResemblances()).length;
    await enter("sub-4", null, "operator");
    await enter("sub-5", null, "operator");
    await enter("sub-6", "  ", "operator");
    await enter("sub-7", "other@anchor.example", "operator");
    expect(await readResemblances()).toHaveLength(before);
  });

  it("is written by events alone", async () => {
    for (const write of [
      world.owner`update account_pairs set verdict = 'different'`,
      world.owner`delete from account_pairs`,
      world.owner`truncate account_pairs`,
    ])
      expect(await refused(write)).toMatchObject({ because: "kept" });
    const forged = world.app.begin((tx) => stepIn(tx, second, "person", second.id, "resemble", { account: first.id }));
    expect(await refused(forged)).toMatchObject({ because: "caused" });
  });
});

it("is no step that the next page confirms to have signed in, nor what followed from a step", async () => {
  const last = async ({ token }: SignedIn) =>
    (await world.app`select last_step from signed_in(${hashOf(token)})`)[0]?.last_step;
  const newcomer = await signIn(world.signin, "Newcomer", "operator");
  expect(await last(newcomer)).toBeNull();
  const { id } = await step(world.app, newcomer, "change", null, "declare", firstInput.emergency(world));
  expect(await last(newcomer)).toMatchObject({ step: "declare", id });
  await step(world.app, newcomer, "change", id, "fail", { reason: "Worse." });
  expect(await last(newcomer)).toMatchObject({ step: "fail", id });
});

describe("somebody who has not signed in for long", () => {
  it("is away after 90 days, and is not before", async () => {
    await world.superuser`update people set last_seen_at = windlass_now() - interval '89 days' where id = ${world.reviewer2.id}`;
    await world.superuser`update people set last_seen_at = windlass_now() - interval '91 days' where id = ${world.reviewer.id}`;
    const staff = await readStaff();
    expect(staff.find(({ id }) => id === world.reviewer.id)?.away).toBe(true);
    expect(staff.find(({ id }) => id === world.reviewer2.id)?.away).toBe(false);
  });
});

it("says after all of this what its events say", async () => {
  expect(await replayDifferences(world.owner)).toEqual([]);
});
