import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wholeLog } from "@/db/ledger/whole-log";
import { dutyDifferences } from "@/db/replay/duties-replayed";
import { readTraces } from "@/db/report/read-traces";
import { exceptionsOf } from "@/lib/report/exceptions";
import { lettingAnybody, underLooserRules } from "@/testing/model/looser-rules";
import { signIn } from "@/testing/people";
import { newSigner, signLog } from "@/testing/sign-log";
import { refused, step, stepIn } from "@/testing/steps";
import { verified } from "@/testing/verified";
import { firstInput, newWorld, type World } from "@/testing/world";

// Whoever owns the database takes the guards off the rules, loosens one, uses it, and puts everything back as it was. The events
// of what was done show it: to the replay, the verifier and the report.

let world: World;
const signer = newSigner();

beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

const verdict = async () => {
  await signLog(world.worker, signer);
  const read = wholeLog(world.worker, null);
  return verified(read);
};

it("nothing is found where nobody loosened a rule", async () => {
  expect(await dutyDifferences(world.owner)).toEqual([]);
  expect(await verdict()).toMatchObject({ ok: true });
});

describe("rules that are loosened, used and put back", () => {
  const anyOperator = lettingAnybody("review", "approve", "approve_entry", "close_incident");
  let found = 0;
  const draft = () => step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));

  async function shows(replayed: RegExp, told: RegExp): Promise<void> {
    const all = await dutyDifferences(world.owner);
    expect(all.length).toBeGreaterThan(found);
    found = all.length;
    expect(all).toContainEqual(expect.stringMatching(replayed));
    const { ok, said } = await verdict();
    expect(ok).toBe(false);
    expect(said).toMatch(told);
  }

  /** What the report says of a change. */
  async function reported(id: number): Promise<readonly string[]> {
    const traces = await readTraces([id], drizzle(world.app));
    return exceptionsOf(traces, { now: new Date().toISOString(), zone: "UTC" }).map(
      ({ kind, sentence, answers }) => `${kind}: ${sentence} ${answers.name}`,
    );
  }

  it("by one's own review and approval", async () => {
    const { id } = await draft();
    await step(world.app, world.operator, "change", id, "submit");
    await underLooserRules(world.owner, anyOperator, async () => {
      await step(world.app, world.operator, "change", id, "review");
      await step(world.app, world.operator, "change", id, "approve");
    });
    expect(await refused(step(world.app, world.operator, "change", id, "review"))).toMatchObject({ because: "status" });
    await shows(
      new RegExp(`^change ${id} event 3: person ${world.operator.id} took review against the rulebook \\(who,`),
      new RegExp(
        `AGAINST THE RULEBOOK: CHG-${id}, event 4 .*approve by person ${world.operator.id} of a normal change`,
      ),
    );
  });

  it("by an approval of what nobody submitted", async () => {
    const { id } = await draft();
    const fromDraft = `insert into rules select subject_type, step, type, 'draft', to_status, ways, needs, asks, clause, who, caused, aside, makes, does from rules where step = 'approve'`;
    await underLooserRules(world.owner, fromDraft, () => step(world.app, world.lead, "change", id, "approve"));
    await shows(
      new RegExp(`^change ${id} event 2: .* took approve against the rulebook \\(status`),
      new RegExp(`CHG-${id}, event 2 .*which no rule takes from draft to approved`),
    );
    expect(await reported(id)).toEqual([expect.stringContaining("No rule takes it from where that stood.")]);
  });

  it("by a catalogue entry that its proposer approved", async () => {
    const [entry] = await world.owner<{ id: number; by: number }[]>`
      select e.subject_id as id, e.person_id as by from events e where step = 'propose' order by id desc limit 1`;
    const { id } = await step(world.app, world.operator, "entry", null, "propose", {
      ...{ entryKind: "standard", title: "Open the firewall", category: "DNS", systems: [world.dns], reversible: true },
      ...{ what: "Open it.", rollbackPlan: "Close it again.", verification: "It is open.", blanks: [] },
    });
    await underLooserRules(world.owner, anyOperator, () =>
      step(world.app, world.operator, "entry", id, "approve_entry"),
    );
    expect(entry?.by).toBe(world.operator.id);
    await shows(new RegExp(`^entry ${id} event 2: `), new RegExp(`entry ${id}, event 2 .*approve_entry by person`));
  });

  it("by closing an incident that one investigated, which the report tells of its change", async () => {
    const { id } = await step(world.app, world.operator, "change", null, "declare", firstInput.emergency(world));
    await step(world.app, world.operator, "change", id, "fail", { reason: "Worse." });
    const [incident] = await world.owner<{ id: number }[]>`select id from incidents where change_id = ${id}`;
    const findings = [{ finding: "Mend it.", owner: world.operator.id, due: "2030-01-01" }];
    await step(world.app, world.operator, "incident", incident?.id ?? 0, "investigate", {
      rootCause: "A typo.",
      findings,
    });
    await underLooserRules(world.owner, anyOperator, () =>
      step(world.app, world.operator, "incident", incident?.id ?? 0, "close_incident"),
    );
    await shows(
      new RegExp(`^incident ${incident?.id} event 3: person ${world.operator.id} took close_incident`),
      new RegExp(`INC-${incident?.id}, event 3 .*close_incident`),
    );
    expect(await reported(id)).toEqual([expect.stringContaining(`of INC-${incident?.id} on`)]);
  });

  it("by a review under a second account of whoever wrote it", async () => {
    const author = await signIn(world.signin, "Anna Berg", "operator");
    const other = await signIn(world.signin, "anna berg", "reviewer");
    const { id } = await step(world.app, author, "change", null, "draft", firstInput.normal(world));
    await step(world.app, author, "change", id, "submit");
    expect(await refused(step(world.app, other, "change", id, "review"))).toMatchObject({ because: "who" });
    const [{ accountsOf } = { accountsOf: "" }] = await world.owner<{ accountsOf: string }[]>`
      select pg_get_functiondef('accounts_of'::regproc) as "accountsOf"`;
    await world.owner.unsafe(
      "create or replace function accounts_of(person bigint) returns bigint[] language sql as 'select array[person]'",
    );
    await step(world.app, other, "change", id, "review");
    await world.owner.unsafe(accountsOf);
    await shows(
      new RegExp(`^change ${id} event 3: person ${other.id} took review against the rulebook \\(who,`),
      new RegExp(`AGAINST THE RULEBOOK: CHG-${id}, event 3 .*review by person ${other.id}`),
    );
    expect(await reported(id)).toEqual([expect.stringContaining("anna berg")]);
  });

  it("by a need that was taken out, which only the row that the step names tells", async () => {
    const { id } = await draft();
    await step(world.app, world.operator, "change", id, "submit");
    await step(world.app, world.reviewer, "change", id, "review");
    await step(world.app, world.lead, "change", id, "approve");
    const window = { windowStart: "2020-01-01T00:00:00Z", windowEnd: "2020-01-01T01:00:00Z" };
    await underLooserRules(world.owner, `update rules set needs = '{}' where step = 'schedule'`, () =>
      step(world.app, world.operator, "change", id, "schedule", window),
    );
    expect(await dutyDifferences(world.owner)).toContainEqual(
      `change ${id} event 5: was judged by a rule that its rulebook does not have`,
    );
  });
});

it("a change of roles waits for the step that was judged by the roles before, and has a later number", async () => {
  const leaver = await signIn(world.signin, "Leaver", "operator");
  let commit = () => {};
  const committed = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let taken = () => {};
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const drafting = world.app.begin(async (tx) => {
    const { event } = await stepIn(tx, leaver, "change", null, "draft", firstInput.normal(world));
    taken();
    await committed;
    return event;
  });
  await isTaken;
  const leaving = signIn(world.signin, "Leaver");
  const waits = async () =>
    (
      await world.superuser`select from pg_locks where not granted and pid in (select pid from pg_stat_activity where usename = 'windlass_signin')`
    ).length;
  while ((await waits()) === 0) await pause(20);
  commit();
  const event = await drafting;
  await leaving;
  const [change] = await world.owner<{ id: number }[]>`
    select id from events where subject_type = 'person' and subject_id = ${leaver.id} and step = 'role_change' order by id desc limit 1`;
  expect(change?.id).toBeGreaterThan(event);
  expect((await dutyDifferences(world.owner)).filter((said) => said.includes(`person ${leaver.id} `))).toEqual([]);
});

describe("a step", () => {
  it("names the rulebook and the row that it was judged by", async () => {
    const { event } = await step(world.app, world.operator, "change", null, "draft", firstInput.normal(world));
    const [named] = await world.owner`
      select canonical::jsonb ->> 'rulebook' = (select left(fingerprint, 32) from rulebook) as rulebook,
        canonical::jsonb ->> 'rule' in (select left(encode(sha256(convert_to(r::text, 'UTF8')), 'hex'), 16) from rules r where step = 'draft' and type = 'normal') as rule
      from events where id = ${event}`;
    expect(named).toEqual({ rulebook: true, rule: true });
  });
});
