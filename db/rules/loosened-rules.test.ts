import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportLedger } from "@/db/ledger/export-ledger";
import { dutyDifferences } from "@/db/replay/replay-duties";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { exceptionsOf } from "@/lib/report/exceptions";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { allowAnybody, withLooserRules } from "@/testing/model/looser-rules";
import { signIn } from "@/testing/people";
import { newSigner, signLog } from "@/testing/sign-log";
import { refusalFrom, takeStep, takeStepIn } from "@/testing/steps";
import { verifyExport } from "@/testing/verify-export";

// Whoever owns the database takes the guards off the rules, loosens one, uses it, and puts everything back as it was. The events
// of what was done show it: to the replay, the verifier and the report.

let fixture: Fixture;
const signer = newSigner();

beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const verdict = async () => {
  await signLog(fixture.worker, signer);
  const read = exportLedger(fixture.worker, null);
  return verifyExport(read);
};

it("nothing is found where nobody loosened a rule", async () => {
  expect(await dutyDifferences(fixture.owner)).toEqual([]);
  expect(await verdict()).toMatchObject({ ok: true });
});

describe("rules that are loosened, used and put back", () => {
  const anyOperator = allowAnybody("review", "approve", "approve_entry", "close_incident");
  let found = 0;
  const draft = () => takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));

  async function shows(replayed: RegExp, sentence: RegExp): Promise<void> {
    const all = await dutyDifferences(fixture.owner);
    expect(all.length).toBeGreaterThan(found);
    found = all.length;
    expect(all).toContainEqual(expect.stringMatching(replayed));
    const { ok, output } = await verdict();
    expect(ok).toBe(false);
    expect(output).toMatch(sentence);
  }

  /** What the report says of a change. */
  async function reported(id: number): Promise<readonly string[]> {
    const audits = await readChangeAudits([id], drizzle(fixture.app));
    return exceptionsOf(audits, { now: new Date().toISOString(), zone: "UTC" }).map(
      ({ kind, sentence, answers }) => `${kind}: ${sentence} ${answers.name}`,
    );
  }

  it("by one's own review and approval", async () => {
    const { id } = await draft();
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    await withLooserRules(fixture.owner, anyOperator, async () => {
      await takeStep(fixture.app, fixture.operator, "change", id, "review");
      await takeStep(fixture.app, fixture.operator, "change", id, "approve");
    });
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "review"))).toMatchObject({
      because: "status",
    });
    await shows(
      new RegExp(`^change ${id} event 3: person ${fixture.operator.id} took review against the rulebook \\(who,`),
      new RegExp(
        `AGAINST THE RULEBOOK: CHG-${id}, event 4 .*approve by person ${fixture.operator.id} of a normal change`,
      ),
    );
  });

  it("by an approval of what nobody submitted", async () => {
    const { id } = await draft();
    const fromDraft = `insert into rules select subject_type, step, type, 'draft', to_status, allowed_actors, preconditions, inputs, clause, refusal_message, derived, annotation, makes, effects from rules where step = 'approve'`;
    await withLooserRules(fixture.owner, fromDraft, () => takeStep(fixture.app, fixture.lead, "change", id, "approve"));
    await shows(
      new RegExp(`^change ${id} event 2: .* took approve against the rulebook \\(status`),
      new RegExp(`CHG-${id}, event 2 .*which no rule allows from draft to approved`),
    );
    expect(await reported(id)).toEqual([expect.stringContaining("No rule allows the step from the status before it.")]);
  });

  it("by a catalogue entry that its proposer approved", async () => {
    const [entry] = await fixture.owner<{ id: number; by: number }[]>`
      select e.subject_id as id, e.person_id as by from events e where step = 'propose' order by id desc limit 1`;
    const { id } = await takeStep(fixture.app, fixture.operator, "entry", null, "propose", {
      ...{
        entryKind: "standard",
        title: "Open the firewall",
        category: "DNS",
        systems: [fixture.dns],
        reversible: true,
      },
      ...{ what: "Open it.", rollbackPlan: "Close it again.", verification: "It is open.", blanks: [] },
    });
    await withLooserRules(fixture.owner, anyOperator, () =>
      takeStep(fixture.app, fixture.operator, "entry", id, "approve_entry"),
    );
    expect(entry?.by).toBe(fixture.operator.id);
    await shows(new RegExp(`^entry ${id} event 2: `), new RegExp(`entry ${id}, event 2 .*approve_entry by person`));
  });

  it("by closing an incident that one investigated, which the report tells of its change", async () => {
    const { id } = await takeStep(
      fixture.app,
      fixture.operator,
      "change",
      null,
      "declare",
      firstInput.emergency(fixture),
    );
    await takeStep(fixture.app, fixture.operator, "change", id, "fail", { reason: "Worse." });
    const [incident] = await fixture.owner<{ id: number }[]>`select id from incidents where change_id = ${id}`;
    const findings = [{ finding: "Mend it.", owner: fixture.operator.id, due: "2030-01-01" }];
    await takeStep(fixture.app, fixture.operator, "incident", incident?.id ?? 0, "investigate", {
      rootCause: "A typo.",
      findings,
    });
    await withLooserRules(fixture.owner, anyOperator, () =>
      takeStep(fixture.app, fixture.operator, "incident", incident?.id ?? 0, "close_incident"),
    );
    await shows(
      new RegExp(`^incident ${incident?.id} event 3: person ${fixture.operator.id} took close_incident`),
      new RegExp(`INC-${incident?.id}, event 3 .*close_incident`),
    );
    expect(await reported(id)).toEqual([expect.stringContaining(`of INC-${incident?.id} on`)]);
  });

  it("by a review under a second account of whoever wrote it", async () => {
    const author = await signIn(fixture.signin, "Anna Berg", "operator");
    const other = await signIn(fixture.signin, "anna berg", "reviewer");
    const { id } = await takeStep(fixture.app, author, "change", null, "draft", firstInput.normal(fixture));
    await takeStep(fixture.app, author, "change", id, "submit");
    expect(await refusalFrom(takeStep(fixture.app, other, "change", id, "review"))).toMatchObject({ because: "who" });
    const [{ accountsOf } = { accountsOf: "" }] = await fixture.owner<{ accountsOf: string }[]>`
      select pg_get_functiondef('linked_accounts'::regproc) as "accountsOf"`;
    await fixture.owner.unsafe(
      "create or replace function linked_accounts(person bigint) returns bigint[] language sql as 'select array[person]'",
    );
    await takeStep(fixture.app, other, "change", id, "review");
    await fixture.owner.unsafe(accountsOf);
    await shows(
      new RegExp(`^change ${id} event 3: person ${other.id} took review against the rulebook \\(who,`),
      new RegExp(`AGAINST THE RULEBOOK: CHG-${id}, event 3 .*review by person ${other.id}`),
    );
    expect(await reported(id)).toEqual([expect.stringContaining("anna berg")]);
  });

  it("by a need that was taken out, which only the row that the step names tells", async () => {
    const { id } = await draft();
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
    await takeStep(fixture.app, fixture.lead, "change", id, "approve");
    const window = { windowStart: "2020-01-01T00:00:00Z", windowEnd: "2020-01-01T01:00:00Z" };
    await withLooserRules(fixture.owner, `update rules set preconditions = '{}' where step = 'schedule'`, () =>
      takeStep(fixture.app, fixture.operator, "change", id, "schedule", window),
    );
    expect(await dutyDifferences(fixture.owner)).toContainEqual(
      `change ${id} event 5: was judged by a rule that its rulebook does not have`,
    );
  });
});

it("a change of roles waits for the step that was judged by the roles before, and has a later number", async () => {
  const leaver = await signIn(fixture.signin, "Leaver", "operator");
  let commit = () => {};
  const committed = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let taken = () => {};
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const drafting = fixture.app.begin(async (tx) => {
    const { event } = await takeStepIn(tx, leaver, "change", null, "draft", firstInput.normal(fixture));
    taken();
    await committed;
    return event;
  });
  await isTaken;
  const leaving = signIn(fixture.signin, "Leaver");
  const waits = async () =>
    (
      await fixture.superuser`select from pg_locks where not granted and pid in (select pid from pg_stat_activity where usename = 'windlass_signin')`
    ).length;
  while ((await waits()) === 0) await pause(20);
  commit();
  const event = await drafting;
  await leaving;
  const [change] = await fixture.owner<{ id: number }[]>`
    select id from events where subject_type = 'person' and subject_id = ${leaver.id} and step = 'role_change' order by id desc limit 1`;
  expect(change?.id).toBeGreaterThan(event);
  expect(
    (await dutyDifferences(fixture.owner)).filter((difference) => difference.includes(`person ${leaver.id} `)),
  ).toEqual([]);
});

describe("a step", () => {
  it("names the rulebook and the row that it was judged by", async () => {
    const { event } = await takeStep(
      fixture.app,
      fixture.operator,
      "change",
      null,
      "draft",
      firstInput.normal(fixture),
    );
    const [named] = await fixture.owner`
      select canonical::jsonb ->> 'rulebook' = (select left(fingerprint, 32) from rulebook) as rulebook,
        canonical::jsonb ->> 'rule' in (select left(encode(sha256(convert_to(r::text, 'UTF8')), 'hex'), 16) from rules r where step = 'draft' and type = 'normal') as rule
      from events where id = ${event}`;
    expect(named).toEqual({ rulebook: true, rule: true });
  });
});
