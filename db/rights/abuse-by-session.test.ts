import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainErrors } from "@/db/replay/chain-errors";
import { allowedActorsSentenceWithClause } from "@/lib/refusals/allowed-actors-sentence";
import { ruleOf } from "@/lib/rules/rules";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { hashOf, type SignedIn, signIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";

// Security, abuse cases 1 to 3: one's own change, one's own role, a session that ended.

let fixture: Fixture;
let change = 0;

beforeAll(async () => {
  fixture = await newFixture();
  change = (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
});
afterAll(() => fixture.drop());

const note = (who: SignedIn) => takeStep(fixture.app, who, "change", change, "note", { comment: "x" });
const person = (name: string, ...roles: Parameters<typeof signIn>[2][]) => signIn(fixture.signin, name, ...roles);
const session = (who: SignedIn, set: string) =>
  fixture.superuser.unsafe(`update sessions set ${set} where person_id = ${who.id}`);
const live = async (who: SignedIn) =>
  (await fixture.app`select * from resolve_session(${hashOf(who.token)})`).length === 1;

describe("a session ends", () => {
  it.each([
    ["idle for 30 minutes", "last_seen_at = clock_timestamp() - interval '30 minutes'"],
    ["8 hours old", "expires_at = clock_timestamp()"],
  ])("when it is %s", async (name, set) => {
    const who = await person(name, "operator");
    await note(who);
    await session(who, set);
    expect(await live(who)).toBe(false);
    expect(await refusalFrom(note(who))).toMatchObject({ because: "signed_out" });
  });

  it("not before: 29 minutes idle, and expiry is 8 hours after sign-in", async () => {
    const who = await person("nearly", "operator");
    await session(who, "last_seen_at = clock_timestamp() - interval '29 minutes 50 seconds'");
    await note(who);
    const [row] =
      await fixture.superuser`select expires_at - created_at between interval '8 hours' and interval '8 hours 1 second' as eight from sessions where person_id = ${who.id}`;
    expect(row).toEqual({ eight: true });
  });

  it("by sign-out, at once and for ever", async () => {
    const who = await person("leaver", "operator");
    await fixture.app`select sign_out(${hashOf(who.token)})`;
    expect(await live(who)).toBe(false);
    expect(await refusalFrom(note(who))).toMatchObject({ because: "signed_out" });
    expect((await refusalFrom(session(who, "revoked_at = null"))).code).toBe("WL001");
  });

  it("when the person is deactivated, who cannot come back by signing in", async () => {
    const who = await person("gone", "ops_lead");
    await fixture.superuser`update people set deactivated_at = now() where id = ${who.id}`;
    expect(await refusalFrom(note(who))).toMatchObject({ because: "signed_out" });
    expect(await refusalFrom(note(await person("gone", "ops_lead")))).toMatchObject({ because: "signed_out" });
  });

  it("by back-channel logout: one session by its sid, all by the subject, none by nothing", async () => {
    const [one, two] = [await person("backed", "operator"), await person("backed", "operator")];
    const end = async (subject: string | null, sid: string | null) =>
      (await fixture.signin`select end_oidc_sessions('test', ${subject}, ${sid}) as n`)[0]?.n;
    expect(await end(null, null)).toBe(0);
    expect(await end("backed", "another sid")).toBe(0);
    expect([await live(one), await live(two)]).toEqual([true, true]);
    expect(await end("backed", null)).toBe(2);
    expect([await live(one), await live(two)]).toEqual([false, false]);
  });

  it("for the person, or by a lead, and by nobody else", async () => {
    const who = await person("ended", "operator");
    const end = (by: SignedIn) => takeStep(fixture.app, by, "person", who.id, "end_sessions");
    for (const by of [fixture.operator, fixture.reviewer, fixture.auditor, fixture.nobody])
      expect(await refusalFrom(end(by))).toMatchObject({ because: "who" });
    await end(fixture.lead);
    expect(await live(who)).toBe(false);
    const again = await person("ended", "operator");
    await takeStep(fixture.app, again, "person", again.id, "end_sessions");
    expect(await live(again)).toBe(false);
    await takeStep(fixture.app, fixture.nobody, "person", fixture.nobody.id, "end_sessions");
  });

  it("in the name of whoever ended them, each session as a consequence of that one step", async () => {
    const [one, two] = [await person("told", "operator"), await person("told", "operator")];
    const signOuts = () => fixture.app<{ by: number; session: number | null; cause: number | null }[]>`
      select person_id as by, session_id as session, cause_id as cause from events
      where subject_type = 'person' and subject_id = ${one.id} and step = 'sign_out' order by seq`;
    const { event } = await takeStep(fixture.app, fixture.lead, "person", one.id, "end_sessions");
    const byLead = { by: fixture.lead.id, cause: event };
    expect(await signOuts()).toMatchObject([byLead, byLead]);
    expect([await live(one), await live(two)]).toEqual([false, false]);
    const again = await person("told", "operator");
    await fixture.app`select sign_out(${hashOf(again.token)})`;
    const third = await person("told", "operator");
    await takeStep(fixture.app, third, "person", third.id, "end_sessions");
    expect((await signOuts()).slice(2)).toMatchObject([{ by: one.id, cause: null }, { by: one.id }]);
    expect(await chainErrors(fixture.app)).toEqual([]);
  });
});

describe("a role is what the identity provider said last", () => {
  it("none gives none", async () => {
    expect(await refusalFrom(note(await person("roleless")))).toMatchObject({ because: "who" });
  });

  it("one that is not given again is gone, in every session, at the next sign-in", async () => {
    const before = await person("demoted", "ops_lead", "reviewer");
    await note(before);
    await person("demoted");
    expect(await refusalFrom(note(before))).toMatchObject({ because: "who" });
  });

  it("no list of roles is an empty list", async () => {
    const before = await person("overage", "ops_lead");
    await fixture.signin`select sign_in('test', 'overage', 'overage', null, null, null, ${hashOf("overage token")})`;
    expect(await refusalFrom(note(before))).toMatchObject({ because: "who" });
    expect(await refusalFrom(note({ ...before, token: "overage token" }))).toMatchObject({ because: "who" });
  });

  it("one that the policy does not know is refused", async () => {
    expect(
      (await refusalFrom(fixture.signin`select sign_in('test', 'x', 'x', null, array['admin'], null, ${hashOf("x")})`))
        .code,
    ).toBe("23514");
  });

  it("an auditor takes no step, whatever else they hold", async () => {
    const both = await person("both", "auditor", "ops_lead", "reviewer", "operator");
    expect(await refusalFrom(note(both))).toMatchObject({ because: "who" });
    for (const [recordType, name, input] of [
      ["change", "draft", firstInput.normal(fixture)],
      ["change", "declare", firstInput.emergency(fixture)],
      ["system", "register", { name: "x", client: "y" }],
    ] as const)
      expect(await refusalFrom(takeStep(fixture.app, both, recordType, null, name, { ...input }))).toMatchObject({
        because: "who",
      });
  });
});

describe("nobody decides about their own words", () => {
  const submitted = async (author: SignedIn) => {
    const { id } = await takeStep(fixture.app, author, "change", null, "draft", firstInput.normal(fixture));
    await takeStep(fixture.app, author, "change", id, "submit");
    return id;
  };

  it("not after handing the change over, nor as who edited one revision of it", async () => {
    const { id } = await takeStep(fixture.app, fixture.reviewer, "change", null, "draft", firstInput.normal(fixture));
    await takeStep(fixture.app, fixture.lead, "change", id, "edit", { title: "Better" });
    await takeStep(fixture.app, fixture.operator, "change", id, "take_over", { reason: "Holiday." });
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    for (const who of [fixture.reviewer, fixture.lead, fixture.operator])
      expect(await refusalFrom(takeStep(fixture.app, who, "change", id, "review"))).toMatchObject({ because: "who" });
    await takeStep(fixture.app, fixture.reviewer2, "change", id, "review");
    expect(await refusalFrom(takeStep(fixture.app, fixture.lead, "change", id, "approve"))).toMatchObject({
      because: "who",
    });
    await takeStep(fixture.app, fixture.lead2, "change", id, "send_back", { comment: "No." });
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    expect(await refusalFrom(takeStep(fixture.app, fixture.reviewer, "change", id, "review"))).toMatchObject({
      because: "who",
    });
  });

  it("not as a lead who reviewed it; the next revision is another", async () => {
    const id = await submitted(fixture.operator);
    await takeStep(fixture.app, fixture.lead, "change", id, "review");
    const refusal = await refusalFrom(takeStep(fixture.app, fixture.lead, "change", id, "approve"));
    const rule = ruleOf("change", "approve", "normal");
    expect(refusal.sentence).toBe(rule && allowedActorsSentenceWithClause(rule));
    await takeStep(fixture.app, fixture.operator, "change", id, "revise", { reason: "Other." });
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
    await takeStep(fixture.app, fixture.lead, "change", id, "approve");
  });

  it("not after an edit, which only a draft takes", async () => {
    const id = await submitted(fixture.operator);
    for (const done of ["review", "approve"] as const) {
      expect(
        await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "edit", { what: "Something else." })),
      ).toMatchObject({ because: "status" });
      await takeStep(fixture.app, done === "review" ? fixture.reviewer : fixture.lead, "change", id, done);
    }
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "edit", { what: "Something else." })),
    ).toMatchObject({ because: "status" });
  });

  it("not with a form that was read before the record moved", async () => {
    const id = await submitted(fixture.operator);
    const [read] = await fixture.app<{ step_seq: number }[]>`select step_seq from changes where id = ${id}`;
    await takeStep(fixture.app, fixture.operator, "change", id, "note", { comment: "Does not stale a form." });
    await takeStep(fixture.app, fixture.reviewer, "change", id, "review", {}, read?.step_seq ?? 0);
    for (const stale of [0, read?.step_seq ?? 0, 99, -1])
      expect(await refusalFrom(takeStep(fixture.app, fixture.lead, "change", id, "approve", {}, stale))).toMatchObject({
        because: "stale",
      });
  });
});

it("what was typed waits a day for its person, when the session ran out and not when it was revoked", async () => {
  const [who, other] = [await person("typist", "operator"), await person("stranger", "operator")];
  const saveDraft = async (from: SignedIn) =>
    (
      await fixture.app`select store_form_draft(${hashOf(from.token)}, '/changes/new', ${Buffer.from("sealed")}) as id`
    )[0]?.id;
  await session(who, "last_seen_at = clock_timestamp() - interval '1 hour'");
  const id = await saveDraft(who);
  const read = async (by: SignedIn) =>
    (await fixture.app`select path from read_form_draft(${hashOf(by.token)}, ${id})`).length;
  expect([await read(who), await read(other)]).toEqual([0, 0]);
  const back = await person("typist", "operator");
  expect(await read(back)).toBe(1);
  await fixture.superuser`update form_drafts set at = at - interval '1 day'`;
  expect(await read(back)).toBe(0);
  await fixture.app`select sign_out(${hashOf(back.token)})`;
  expect(await saveDraft(back)).toBeNull();
  expect(await saveDraft({ ...who, token: "unknown" })).toBeNull();
});
