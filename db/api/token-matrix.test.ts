import { afterAll, beforeAll, expect, it } from "vitest";
import { attempt, inputs, makeAttempts, setRoles } from "@/testing/model/attempts";
import { actors } from "@/testing/model/histories";
import { modelTokenVerdict } from "@/testing/model/model";
import { type OtherRecord, otherInputs, otherRecords, withRecordInputs } from "@/testing/model/other-records";
import { type PreparedFixture, type PreparedRecord, personNamed, prepareFixture } from "@/testing/model/prepare";
import type { SignedIn } from "@/testing/people";
import { tokenOf } from "@/testing/tokens/token-of";

// Every status of every type, every step, by a token of each scope of each lead who did one thing before and none: the trigger
// answers as the design does. A token of a lead is no lead, and no scope decides.

let fixture: PreparedFixture;
let others: readonly OtherRecord[];
const scopes = ["read", "propose", "execute"] as const;
let tried = 0;

beforeAll(async () => {
  fixture = await prepareFixture();
  others = await otherRecords(fixture);
  await makeAttempts(fixture.owner);
});
afterAll(() => fixture.drop());

const everybody = () => actors.map((name) => personNamed(fixture.people, name));

it("gives a token of a lead the steps of an operator that its scope has", { timeout: 600_000 }, async () => {
  const people = everybody();
  await setRoles(fixture.owner, people, ["ops_lead"]);
  const callers = await Promise.all(
    people.flatMap((person) =>
      scopes.map(async (scope) => ({ ...(await tokenOf(fixture.app, person, { scopes: [scope] })), scope })),
    ),
  );
  const wrong: string[] = [];
  for (const record of [...fixture.records, ...others]) {
    const steps =
      record.recordType === "change" ? inputs(record.type) : otherInputs(Object.keys(inputs("")), people[0]?.id ?? 0);
    const own = await withRecordInputs(fixture.owner, record, steps);
    const outcomes = await attempt(fixture.app, record.id, own, callers, record.recordType);
    wrong.push(...differences(record, outcomes, callers));
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(30_000);
});

type Caller = SignedIn & { readonly scope: string };

function differences(
  record: PreparedRecord | OtherRecord,
  outcomes: Awaited<ReturnType<typeof attempt>>,
  callers: readonly Caller[],
): string[] {
  return outcomes.flatMap(({ step, outcomes: found }) =>
    callers.flatMap(({ id, name, scope }, index) => {
      tried += 1;
      const expected = modelTokenVerdict(step, record, id, ["ops_lead"], scope);
      return found[index] === expected
        ? []
        : [
            `${record.recordType} ${record.type} ${record.status}: ${step} by ${name} with ${scope} is ${expected}, not ${found[index]}`,
          ];
    }),
  );
}
