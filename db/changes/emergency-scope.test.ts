import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { fromNow } from "@/testing/model/prepare";
import type { SignedIn } from "@/testing/people";
import { withoutTriggers } from "@/testing/raw";
import { refusalFrom, takeStep } from "@/testing/steps";

// Scope holds for emergencies too: declared in three fields, documented and closed with a category and a managed system, or
// with a lead's decision that it is out of scope.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const fiveFacts = {
  what: "It failed over.",
  why: "It was down.",
  rollbackPlan: "Fail back again.",
  explanation: "Alone.",
};
const scope = { category: "DNS" };
const need = { need: "system_registered" };

async function executed(declared: object = {}, by: SignedIn = fixture.operator): Promise<number> {
  const { id } = await takeStep(fixture.app, by, "change", null, "declare", {
    ...firstInput.emergency(fixture),
    ...declared,
  });
  await takeStep(fixture.app, fixture.operator, "change", id, "finish", { actual: "Done." });
  return id;
}
const document = (id: number, more: object = {}) =>
  takeStep(fixture.app, fixture.operator, "change", id, "document", { ...fiveFacts, ...more });
const review = (id: number, who = fixture.lead) =>
  takeStep(fixture.app, who, "change", id, "review_after", { outcome: "justified", reason: "It was down." });
const ruleOut = (id: number, who = fixture.lead) =>
  takeStep(fixture.app, who, "change", id, "rule_out_of_scope", { reason: "A test machine of the client." });

/** A system of the register that was retired before the emergencies of these tests. */
async function retired(): Promise<number> {
  const { id } = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
    name: `old ${Math.random()}`,
    client: "Acme",
  });
  await takeStep(fixture.app, fixture.operator, "system", id, "retire_system", { reason: "Gone." });
  return id;
}

describe("the documentation of an emergency", () => {
  it("needs a category", async () => {
    const id = await executed();
    expect(await refusalFrom(document(id))).toMatchObject({ ...need, fact: { lacking: ["a category"] } });
    expect((await document(id, scope)).status).toBe("documented");
  });

  it("needs a system", async () => {
    const id = await executed({ systems: [] });
    expect(await refusalFrom(document(id))).toMatchObject({
      ...need,
      fact: { lacking: ["a category", "a managed system"] },
    });
    for (const systems of [[], null, ""])
      expect(await refusalFrom(document(id, { ...scope, systems }))).toMatchObject(need);
    expect((await document(id, { ...scope, systems: [fixture.dns] })).status).toBe("documented");
  });

  it("needs a managed one", async () => {
    const old = await retired();
    const id = await executed({ systems: [old] });
    expect(await refusalFrom(document(id, scope))).toMatchObject({
      ...need,
      fact: { unmanaged: [expect.stringMatching(/^old /)] },
    });
    expect((await document(id, { ...scope, systems: [old, fixture.dns] })).status).toBe("documented");
  });

  it("takes one that was managed when it began, and one that was registered since", async () => {
    const { id: old } = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
      name: "ends",
      client: "Acme",
    });
    const during = await executed({ systems: [old] });
    await takeStep(fixture.app, fixture.operator, "system", old, "retire_system", { reason: "Gone." });
    expect((await document(during, scope)).status).toBe("documented");
    const before = await executed({ systems: [], systemInWords: "A box", startedAt: fromNow(-60) });
    const { id: box } = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
      name: "a box",
      client: "Acme",
    });
    expect(await refusalFrom(document(before, { ...scope, systems: [box] }))).toMatchObject({
      ...need,
      fact: { words: true },
    });
    await takeStep(fixture.app, fixture.operator, "change", before, "edit", {
      ...scope,
      systems: [box],
      systemInWords: "",
    });
    expect((await document(before)).status).toBe("documented");
  });

  it("takes them from an edit as well", async () => {
    const id = await executed({ systems: [] });
    await takeStep(fixture.app, fixture.operator, "change", id, "edit", { ...scope, systems: [fixture.web] });
    expect((await document(id)).status).toBe("documented");
  });
});

describe("a decision that it is out of scope", () => {
  it("is an operations lead's who did not declare it, with a reason", async () => {
    const id = await executed({ systems: [] }, fixture.lead);
    for (const who of [fixture.operator, fixture.reviewer, fixture.auditor, fixture.lead])
      expect(await refusalFrom(ruleOut(id, who))).toMatchObject({ because: "who" });
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.lead2, "change", id, "rule_out_of_scope", {})),
    ).toMatchObject({
      field: "reason",
    });
    expect((await ruleOut(id, fixture.lead2)).status).toBe("executed");
    expect((await document(id)).status).toBe("documented");
    expect((await review(id, fixture.lead2)).status).toBe("closed");
  });
});

describe("the review of an emergency that was documented before this was asked", () => {
  it("waits for its scope: by a return, or by the decision", async () => {
    const old = async () => {
      const id = await executed();
      await document(id, scope);
      await withoutTriggers(fixture.owner, (tx) => tx`update changes set category = null where id = ${id}`);
      return id;
    };
    const [returned, ruledOut] = [await old(), await old()];
    for (const id of [returned, ruledOut])
      expect(await refusalFrom(review(id))).toMatchObject({
        ...need,
        fact: { documented: true },
      });
    await takeStep(fixture.app, fixture.lead, "change", returned, "return", { comment: "Say where." });
    await document(returned, scope);
    await ruleOut(ruledOut);
    for (const id of [returned, ruledOut]) expect((await review(id)).status).toBe("closed");
  });
});
