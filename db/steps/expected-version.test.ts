import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sentenceWithClause } from "@/lib/refusals/refusal-sentence";
import { attempt, inputs, makeAttempts, setRoles } from "@/testing/model/attempts";
import { otherInputs, otherRecords, withRecordInputs } from "@/testing/model/other-records";
import { type PreparedFixture, personNamed, prepareFixture } from "@/testing/model/prepare";
import { refusalFrom, takeStep } from "@/testing/steps";

// A decision says what it read: who leaves out the number of the last step that they saw decides nothing.

let fixture: PreparedFixture;
let others: Awaited<ReturnType<typeof otherRecords>>;
beforeAll(async () => {
  fixture = await prepareFixture();
  others = await otherRecords(fixture);
  await makeAttempts(fixture.owner);
  await setRoles(fixture.owner, Object.values(fixture.people), ["reviewer", "ops_lead"]);
});
afterAll(() => fixture.drop());

/** The design's steps that leave the record where it is and decide nothing of it. */
const beside = ["note", "redact", "begin_rollback", "assign", "attest", "answer"];

describe("every step of every record", () => {
  it("that is taken by who says what they read is refused where they do not say it, or decides nothing", async () => {
    const person = personNamed(fixture.people, "none");
    const [wrong, unread]: [string[], Set<string>] = [[], new Set()];
    for (const record of [...fixture.records, ...others]) {
      const plain =
        record.recordType === "change" ? inputs(record.type) : otherInputs(Object.keys(inputs("")), person.id);
      const own = await withRecordInputs(fixture.owner, record, plain);
      const reading = await attempt(fixture.app, record.id, own, [person], record.recordType);
      const unversioned = await attempt(fixture.app, record.id, own, [person], record.recordType, false);
      for (const [index, { step, outcomes }] of reading.entries()) {
        const outcome = unversioned[index]?.outcomes[0];
        const decides =
          !beside.includes(step) && record.recordType !== "person" && record.recordType !== "installation";
        const expected = outcomes[0] === "taken" && decides ? "unread" : outcomes[0];
        if (outcome !== expected)
          wrong.push(`${record.recordType} ${record.type} ${record.status}: ${step} was ${outcome}, not ${expected}`);
        if (outcome === "unread") unread.add(`${record.recordType} ${step}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(unread.size).toBeGreaterThan(30);
  });

  it("in words that say what to do", async () => {
    const record = fixture.records.find(({ type, status }) => type === "normal" && status === "submitted");
    const refusal = await refusalFrom(
      takeStep(fixture.app, personNamed(fixture.people, "none"), "change", record?.id ?? 0, "review", {}, null),
    );
    expect(refusal).toMatchObject({ refusal: "not_read", sentence: sentenceWithClause("not_read") });
  });
});
