import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { citedSentence } from "@/lib/refusals/refusal-sentence";
import { attempt, holdOnly, inputs, makeAttempts } from "@/testing/model/attempts";
import { otherInputs, otherRecords, withItsOwn } from "@/testing/model/other-books";
import { type PreparedWorld, preparedWorld, someone } from "@/testing/model/prepare";
import { refused, step } from "@/testing/steps";

// A decision says what it read: who leaves out the number of the last step that they saw decides nothing.

let world: PreparedWorld;
let others: Awaited<ReturnType<typeof otherRecords>>;
beforeAll(async () => {
  world = await preparedWorld();
  others = await otherRecords(world);
  await makeAttempts(world.owner);
  await holdOnly(world.owner, Object.values(world.people), ["reviewer", "ops_lead"]);
});
afterAll(() => world.drop());

/** The design's steps that leave the record where it is and decide nothing of it. */
const beside = ["note", "redact", "begin_rollback", "assign", "attest", "answer"];

describe("every step of every record", () => {
  it("that is taken by who says what they read is refused where they do not say it, or decides nothing", async () => {
    const person = someone(world.people, "none");
    const [wrong, unread]: [string[], Set<string>] = [[], new Set()];
    for (const record of [...world.records, ...others]) {
      const plain = record.book === "change" ? inputs(record.type) : otherInputs(Object.keys(inputs("")), person.id);
      const own = await withItsOwn(world.owner, record, plain);
      const reading = await attempt(world.app, record.id, own, [person], record.book);
      const unsaid = await attempt(world.app, record.id, own, [person], record.book, false);
      for (const [place, { step: taken, outcomes }] of reading.entries()) {
        const said = unsaid[place]?.outcomes[0];
        const decides = !beside.includes(taken) && record.book !== "person" && record.book !== "installation";
        const expected = outcomes[0] === "taken" && decides ? "unread" : outcomes[0];
        if (said !== expected)
          wrong.push(`${record.book} ${record.type} ${record.status}: ${taken} was ${said}, not ${expected}`);
        if (said === "unread") unread.add(`${record.book} ${taken}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(unread.size).toBeGreaterThan(30);
  });

  it("in words that say what to do", async () => {
    const record = world.records.find(({ type, status }) => type === "normal" && status === "submitted");
    const refusal = await refused(
      step(world.app, someone(world.people, "none"), "change", record?.id ?? 0, "review", {}, null),
    );
    expect(refusal).toMatchObject({ refusal: "not_read", sentence: citedSentence("not_read") });
  });
});
