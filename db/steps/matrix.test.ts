import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roles } from "@/lib/rules/roles";
import { attempt, delegateTo, inputs, makeAttempts, setRoles } from "@/testing/model/attempts";
import { actors } from "@/testing/model/histories";
import { judgeRecord } from "@/testing/model/judge-record";
import { modelVerdict } from "@/testing/model/model";
import { type OtherRecord, otherInputs, otherRecords, withRecordInputs } from "@/testing/model/other-records";
import { type PreparedFixture, type PreparedRecord, personNamed, prepareFixture } from "@/testing/model/prepare";
import { signIn } from "@/testing/people";

// Every status of every type, every step, each role alone, none, and an operator with a lead's delegation, each single earlier act and none: three answers to
// each (an independent model of the design, the judge that offers buttons, the trigger that refuses), all the same.

const alone = [
  ...[...roles.map((role) => [role]), []].map((held) => ({ held, called: held[0] ?? "nobody" })),
  // Last, because a delegation stays in effect.
  { held: ["operator", "delegate"], called: "operator, lent the role of a lead" },
];
const tried: Record<string, number> = {};
let fixture: PreparedFixture;
let others: readonly OtherRecord[];
let isDelegated = false;

beforeAll(async () => {
  fixture = await prepareFixture();
  others = await otherRecords(fixture);
  await makeAttempts(fixture.owner);
});
afterAll(() => fixture.drop());

const everybody = () => actors.map((name) => personNamed(fixture.people, name));

describe.each(alone)("who holds the role $called and did one thing before", ({ held }) => {
  it("takes those steps of a change that the design gives them, at page and database", {
    timeout: 600_000,
  }, async () => {
    const people = everybody();
    await hold(held);
    const answers = await Promise.all(
      fixture.records.map(async (record) =>
        answersOn(
          record,
          await attempt(
            fixture.app,
            record.id,
            await withRecordInputs(fixture.owner, record, inputs(record.type)),
            people,
          ),
          held,
        ),
      ),
    );
    expect(answers.flat()).toEqual([]);
    expect(tried[held.join()]).toBeGreaterThan(30_000);
  });

  it("takes those steps of an incident, an entry, a freeze, a delivery, a delegation and a person", {
    timeout: 600_000,
  }, async () => {
    const people = everybody();
    await hold(held);
    for (const record of others) {
      const steps = otherInputs(Object.keys(inputs("")), people[0]?.id ?? 0);
      const own = await withRecordInputs(fixture.owner, record, steps);
      expect(
        await answersOn(record, await attempt(fixture.app, record.id, own, people, record.recordType), held),
      ).toEqual([]);
    }
  });
});

async function hold(held: readonly string[]): Promise<void> {
  const [role = "", delegated] = held;
  await setRoles(fixture.owner, everybody(), role ? [role] : []);
  if (!delegated || isDelegated) return;
  isDelegated = true;
  await delegateTo(fixture.app, await signIn(fixture.signin, "delegator", "ops_lead"), everybody());
}

type Tried = Awaited<ReturnType<typeof attempt>>;

async function answersOn(
  record: PreparedRecord | OtherRecord,
  attempts: Tried,
  held: readonly string[],
): Promise<string[]> {
  const ask = await judgeRecord(fixture.app, record, held);
  const wrong: string[] = [];
  for (const { step, outcomes } of attempts)
    for (const [index, person] of everybody().entries()) {
      tried[held.join()] = (tried[held.join()] ?? 0) + 1;
      const expected = modelVerdict(step, record, person.id, held);
      const found = { database: outcomes[index], page: ask(step, person) ?? expected };
      if (found.database !== expected || found.page !== expected)
        wrong.push(
          `${record.recordType} ${record.type} ${record.status}: ${step} by ${person.name} is ${expected}, not ${JSON.stringify(found)}`,
        );
    }
  return wrong;
}
