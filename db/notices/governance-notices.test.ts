import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policy } from "@/lib/policy/policy";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { type Fixture, newFixture } from "@/testing/fixture";
import { claimDeliveries, configure, lastQueued, queuedNotices, recordAttempt } from "@/testing/notice-queue";
import { hashOf } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";
import { at, iso, type Moment, type Timeline, timelineWithCast } from "@/testing/timeline";

// Notices about halts, catalogue entries, delegations and the policy: at once for steps, once for times.

const day = 24 * 60;
const leads = ["Ops Lead One", "Ops Lead Two"];
const allOf = (kind: string, ...whom: readonly string[]) => whom.map((name) => `${kind}: ${name}`);

describe("a step tells at once", () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await newFixture();
    await configure(fixture, "slack", "email");
  });
  afterAll(() => fixture.drop());

  const staff = ["slack", "Operator One", "Operator Two", "Reviewer One", "Reviewer Two", ...leads];
  const staffWithout = (one: string) => staff.filter((name) => name !== one);
  async function noticesFrom(work: () => Promise<unknown>): Promise<string[]> {
    const before = await lastQueued(fixture);
    await work();
    return queuedNotices(fixture, before);
  }
  const halted = { client: "Acme", application: "shop", environment: "production", reason: "The database is moved." };
  const placeHalt = () => takeStep(fixture.app, fixture.operator, "halt", null, "place_halt", halted);
  const messages = async (kind: string) =>
    (await claimDeliveries(fixture.worker, "slack", 500)).filter((one) => one.kind === kind);

  it("that deploys are halted and that they are not any more, every operator but who did it", async () => {
    let halt = 0;
    expect(
      await noticesFrom(async () => {
        halt = (await placeHalt()).id;
      }),
    ).toEqual(allOf("halt_placed", ...staffWithout("Operator One")));
    expect(await messages("halt_placed")).toMatchObject([
      { halt: { client: "Acme", application: "shop", environment: "production", by: "Operator One" }, change: null },
    ]);
    const lift = () => takeStep(fixture.app, fixture.lead, "halt", halt, "lift_halt", { reason: "It is moved." });
    expect(await noticesFrom(lift)).toEqual(allOf("halt_lifted", ...staffWithout("Ops Lead One")));
    const liftInput = { halt: { by: "Ops Lead One", reason: "The database is moved." }, reason: "It is moved." };
    expect(await messages("halt_lifted")).toMatchObject([liftInput]);
    // Whoever did not read in time that deploys were halted reads that they are not.
    await claimDeliveries(fixture.worker, "email", 500);
    const [row] = await fixture.owner`
      select count(*)::integer as n from deliveries where kind = 'halt_placed' and channel = 'email' and status = 'dropped'`;
    expect(row).toEqual({ n: 5 });
  });

  it("that the role was lent, whoever it is lent to and the other leads; not once it is over", async () => {
    const delegationInput = {
      delegate: fixture.operator2.id,
      windowEnd: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const delegate = () =>
      takeStep(fixture.app, fixture.lead, "delegation", null, "delegate", {
        ...delegationInput,
        reason: "I am away.",
      }).then(({ id }) => id);
    let delegation = 0;
    expect(
      await noticesFrom(async () => {
        delegation = await delegate();
      }),
    ).toEqual(allOf("delegation_placed", "slack", "Operator Two", "Ops Lead Two"));
    expect(await messages("delegation_placed")).toMatchObject([
      { delegation: { to: "Operator Two", by: "Ops Lead One", reason: "I am away." } },
    ]);
    await takeStep(fixture.app, fixture.lead, "delegation", delegation, "end_delegation", { reason: "I am back." });
    expect(
      (await claimDeliveries(fixture.worker, "email", 500)).filter(({ kind }) => kind === "delegation_placed"),
    ).toEqual([]);
  });

  it("nobody queues one that no step caused, nor has it name another record", async () => {
    const { id, event } = await placeHalt();
    const columns = "(key, kind, channel, event_id, change_id, halt_id, entry_id, queued_at, next_attempt_at)";
    const bare = `null, null, null, now(), now()`;
    for (const values of [
      `('halt_placed 1 slack', 'halt_placed', 'slack', null, null, ${id}, null, now(), now())`,
      `('halt_lifted ${event} slack', 'halt_lifted', 'slack', ${event}, null, ${id}, null, now(), now())`,
      `('halt_placed ${event} email 1', 'halt_placed', 'email', ${event}, null, ${id}, ${fixture.standardEntry}, now(), now())`,
      `('halt_stands ${id} 1 slack', 'halt_stands', 'slack', ${event}, null, ${id}, null, now(), now())`,
      `('halt_stands ${id} 1 slack', 'halt_stands', 'slack', null, ${bare})`,
      `('entry_expiring 1 slack', 'entry_expiring', 'slack', null, null, ${id}, null, now(), now())`,
      `('policy_review_due x slack', 'policy_review_due', 'slack', null, null, ${id}, null, now(), now())`,
    ])
      expect(
        await refusalFrom(fixture.owner.unsafe(`insert into deliveries ${columns} values ${values}`)),
      ).toMatchObject({
        because: "kept",
      });
    for (const set of ["halt_id = null", `entry_id = ${fixture.standardEntry}`])
      expect(
        await refusalFrom(
          fixture.owner.unsafe(`update deliveries set ${set} where event_id = ${event} and channel = 'slack'`),
        ),
      ).toMatchObject({ because: "kept" });
  });
});

describe("the clock tells once", () => {
  let db: TestDatabase;
  let line: Timeline;
  beforeAll(async () => {
    db = await newDatabase();
    line = await timelineWithCast(db);
    await line.system("dns");
    await configure(db, "slack", "email");
  });
  afterAll(() => db.drop());

  /** What is queued at that moment, as `kind: to whom`. */
  async function due(
    kind: "halts" | "entries" | "policy_review" | "tokens",
    { minutes, micros }: Moment,
  ): Promise<string[]> {
    const before = await lastQueued(db);
    await db.owner.unsafe(`select queue_${kind}($1::timestamptz + $2 * interval '1 microsecond')`, [
      iso(minutes),
      micros,
    ]);
    return queuedNotices(db, before);
  }

  it("that a halt stands: each 24 hours, its placer and the leads; the latest alone, and not once it is lifted", async () => {
    const halted = { client: "Acme", reason: "Nothing may change." };
    const halt = await line.load(at(10), "halt", null, "place_halt", line.cast.operator, halted);
    const once = allOf("halt_stands", "slack", "Operator One", ...leads);
    const moments: [Moment, string[]][] = [
      [at(10 + day, -1), []],
      [at(10 + day), once],
      [at(10 + day + 5), []],
      [at(10 + 2 * day, -1), []],
      [at(10 + 5 * day), once],
      [at(10 + 5 * day, 1), []],
      [at(10 + 6 * day), once],
    ];
    for (const [moment, expected] of moments) expect(await due("halts", moment)).toEqual(expected);
    const keys = await db.owner`select key from deliveries where halt_id = ${halt} and channel = 'slack' order by id`;
    expect(keys.map(({ key }) => key)).toEqual([1, 5, 6].map((days) => `halt_stands ${halt} ${days} slack`));
    await line.load(at(10 + 6 * day + 1), "halt", halt, "lift_halt", line.cast.operator, { reason: "It is over." });
    expect(await due("halts", at(10 + 7 * day))).toEqual([]);
    expect(await claimDeliveries(db.worker, "slack", 500)).toEqual([]);
  });

  it("that an approved entry expires: 14 days before its last day, its proposer and the leads", async () => {
    const [system] = await db.owner`select id from systems limit 1`;
    const entry = {
      entryKind: "standard",
      title: "Add a dashboard",
      category: "monitoring",
      systems: [system?.id],
      what: "Add it.",
      rollbackPlan: "Delete it.",
      verification: "It shows data.",
      expiresOn: "2020-02-01",
    };
    const propose = () => line.load(at(20), "entry", null, "propose", line.cast.operator, entry);
    const approve = (id: number, minutes: number) =>
      line.load(at(minutes), "entry", id, "approve_entry", line.cast.lead);
    const [early, late] = [await propose(), await propose()];
    await approve(early, 30);
    const once = allOf("entry_expiring", "slack", "Operator One", ...leads);
    expect(await due("entries", at(17 * day, -1))).toEqual([]);
    expect(await due("entries", at(17 * day))).toEqual(once);
    expect(await due("entries", at(20 * day))).toEqual([]);
    // Approved with fewer days left: at once.
    await approve(late, 25 * day);
    expect(await due("entries", at(25 * day))).toEqual(once);
    expect(await due("entries", at(32 * day, -1))).toEqual([]);
    const another = await propose();
    await approve(another, 25 * day);
    expect(await due("entries", at(32 * day))).toEqual([]);
    const ended = await db.owner`
      select distinct utc(obsolete_after) as until from deliveries where entry_id = any (${[early, late]})`;
    expect(ended).toEqual([{ until: "2020-02-02T00:00:00.000000Z" }]);
  });

  it("that a token ends: 14 days and 2 days before, its person; not when it was revoked", async () => {
    const make = (expiresAt: string) =>
      line.load(at(0), "person", line.cast.operator.id, "make_token", line.cast.operator, {
        ...{ name: "ci", scopes: ["read"], expiresAt, apiToken: hashOf(expiresAt).toString("hex") },
      });
    await make(iso(40 * day));
    await make(iso(41 * day));
    await line.load(at(1), "person", line.cast.operator.id, "revoke_token", line.cast.operator, {
      token: (await db.owner<{ id: number }[]>`select max(id) as id from api_tokens`)[0]?.id,
    });
    const once = allOf("token_expiring", "Operator One");
    expect(await due("tokens", at(26 * day, -1))).toEqual([]);
    expect(await due("tokens", at(26 * day))).toEqual(once);
    expect(await due("tokens", at(30 * day))).toEqual([]);
    expect(await due("tokens", at(38 * day))).toEqual(once);
    expect(await due("tokens", at(39 * day))).toEqual([]);
  });

  describe("that the policy is due for review", () => {
    const once = allOf("policy_review_due", "slack", ...leads);
    const minutesTo = (instant: string) => (Date.parse(instant) - Date.parse(iso(0))) / 60_000;
    /** 30 days before 12 months after a day. */
    const monthBefore = (year: string) =>
      minutesTo(`${Number(year.slice(0, 4)) + 1}${year.slice(4)}T00:00:00Z`) - 30 * day;

    it("30 days before 12 months after the last review that it came with; the leads, once", async () => {
      const from = monthBefore(policy.lastReviewed);
      expect(await due("policy_review", at(from, -1))).toEqual([]);
      expect(await due("policy_review", at(from))).toEqual(once);
      for (const later of [1, 29 * day, 90 * day]) expect(await due("policy_review", at(from + later))).toEqual([]);
      const [message] = (await claimDeliveries(db.worker, "slack", 500)).filter(
        ({ kind }) => kind === "policy_review_due",
      );
      expect(message?.policyDue).toBe(`${Number(policy.lastReviewed.slice(0, 4)) + 1}${policy.lastReviewed.slice(4)}`);
    });

    it("and again a year after it was reviewed; what still waits of the last time is dropped", async () => {
      const [{ now } = {}] = await db.owner<{ now: string }[]>`
        insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
        values ('installation', 1, 'review_policy', ${line.cast.lead.id}, true, windlass_now(), '{}') returning utc(received_at) as now`;
      const waiting = await claimDeliveries(db.worker, "email", 500);
      expect(waiting.filter(({ kind }) => kind === "policy_review_due")).toEqual([]);
      const from = monthBefore((now ?? "").slice(0, 10));
      expect(await due("policy_review", at(from, -1))).toEqual([]);
      expect(await due("policy_review", at(from))).toEqual(once);
    });
  });

  it("all of it is asked for by the workers, and what one delivered is delivered", async () => {
    await db.owner`insert into events (subject_type, step, person_id, loaded, received_at, input)
      values ('halt', 'place_halt', ${line.cast.operator.id}, true, windlass_now() - interval '25 hours', '{"client": "Acme", "reason": "It is late."}')`;
    const before = await lastQueued(db);
    await db.worker`select queue_due_notices('UTC')`;
    await db.worker`select queue_due_notices('UTC')`;
    expect((await queuedNotices(db, before)).filter((words) => words.startsWith("halt_stands"))).toEqual(
      allOf("halt_stands", "slack", "Operator One", ...leads),
    );
    const sent = (await claimDeliveries(db.worker, "slack", 500)).filter(({ kind }) => kind === "halt_stands");
    expect(sent).toMatchObject([{ halt: { client: "Acme", by: "Operator One", reason: "It is late." } }]);
    await recordAttempt(
      db.worker,
      sent.map(({ id }) => id),
      { ok: true, words: "hooks.slack.example" },
    );
    expect(await db.owner`select status from deliveries where id = ${sent[0]?.id ?? 0}`).toEqual([
      { status: "delivered" },
    ]);
  });
});
