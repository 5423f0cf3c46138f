import { describe, expect, it } from "vitest";
import { judge, offers, type Person, type Subject, whoMay } from "./judge";
import { acts, needs, rulesOf, type Step } from "./rules";

const someone: Person = { id: 7, name: "Someone", roles: ["operator", "reviewer", "ops_lead"] };
const nobodysActs = Object.fromEntries(acts.map((act) => [act, []]));
const change = (over: Partial<Subject>): Subject => ({
  kind: "change",
  type: "normal",
  name: "CHG-1001",
  status: "reviewed",
  acts: nobodysActs,
  facts: {},
  ...over,
});

describe("the judge", () => {
  it("lets somebody take a step that their row gives them, and says by which row", () => {
    expect(judge("approve", change({}), someone)).toMatchObject({ ok: true, rule: { step: "approve" } });
  });

  it("refuses what is not in the rulebook, at this status, at this type or at all", () => {
    expect(judge("start", change({}), someone)).toMatchObject({ because: "status", clause: "normal-executed" });
    expect(judge("declare", change({}), someone)).toMatchObject({ because: "unknown", clause: "exceptions" });
    expect(judge("investigate", change({}), someone)).toMatchObject({ because: "unknown" });
    expect(judge("open", { ...change({}), kind: "incident", type: "", status: "open" }, someone)).toMatchObject({
      because: "unknown",
    });
  });

  it("asks who before it asks what is in the way", () => {
    const subject = change({ facts: { entry_routine: { none: true } } });
    expect(judge("approve_routine", subject, someone)).toMatchObject({ because: "who" });
    expect(judge("approve_routine", { ...subject, acts: { ...nobodysActs, reviewer: [7] } }, someone)).toMatchObject({
      because: "need",
      need: "entry_routine",
    });
  });

  it("lets nobody pass a “not the same person” of which nothing is known", () => {
    expect(judge("approve", change({ acts: {} }), someone)).toMatchObject({ because: "who" });
    expect(judge("approve", change({ acts: { author: [1] } }), someone)).toMatchObject({ because: "who" });
    expect(judge("approve", change({ acts: { author: [1], reviewer: [2] } }), someone)).toMatchObject({ ok: true });
  });

  it.each(needs)("%s stands in the way when Postgres says so, and only then", (need) => {
    for (const rule of rulesOf("change").filter((row) => row.from !== "new" && row.needs?.includes(need))) {
      const status = typeof rule.from === "string" ? "draft" : (rule.from[0] ?? "draft");
      const all = { ...nobodysActs, latest_author: [7], starter: [7] };
      const subject = change({
        type: rule.types?.[0] ?? "normal",
        status,
        acts: rule.step === "approve_routine" ? { ...all, reviewer: [7] } : all,
      });
      const verdict = (fact: Subject["facts"][typeof need]) =>
        judge(rule.step, { ...subject, facts: { [need]: fact } }, someone).ok;
      expect([verdict(true), verdict(null)]).toEqual([true, true]);
      const asksForIt = ["facts_written", "off_roster_explained", "system_registered"].includes(need);
      const asked = asksForIt && rule.step === "document" && rule.types?.[0] === "emergency";
      expect([rule.step, verdict({ in: "the way" })]).toEqual([rule.step, asked]);
      expect([rule.step, verdict({ in: "the way", elsewhere: true })]).toEqual([rule.step, false]);
    }
  });

  it("gives an auditor nothing but their own sessions, whatever else they hold", () => {
    const auditor: Person = { ...someone, roles: ["auditor", "operator", "reviewer", "ops_lead"] };
    for (const { verdict } of offers(change({}), auditor)) expect(verdict).toMatchObject({ ok: false, because: "who" });
    const self: Subject = {
      kind: "person",
      type: "",
      name: "Someone",
      status: "known",
      acts: { self: [7] },
      facts: {},
    };
    expect(judge("end_sessions", self, auditor).ok).toBe(true);
  });

  it("offers every step that leaves the place, once, and none that follows from another", () => {
    const steps = offers(change({}), someone).map(({ step }) => step);
    expect(steps.toSorted()).toEqual([
      "approve",
      "approve_routine",
      "cancel",
      "note",
      "redact",
      "reject",
      "revise",
      "send_back",
      "take_over",
    ] satisfies Step[]);
    const person: Subject = {
      kind: "person",
      type: "",
      name: "Someone",
      status: "known",
      acts: { self: [7] },
      facts: {},
    };
    expect(offers(person, someone).map(({ step }) => step)).toEqual([
      "end_sessions",
      "same_person",
      "different_person",
      "deactivate",
      "set_timezone",
      "make_feed",
      "revoke_feed",
      "choose_emails",
      "export",
      "sign_checkpoint",
      "verify_ledger",
    ]);
  });

  it("names those who may", () => {
    const rule = rulesOf("change").find(({ step }) => step === "approve");
    const people: Person[] = [
      someone,
      { ...someone, id: 8 },
      { id: 9, name: "Other", roles: ["reviewer"] },
      { id: 10, name: "Watcher", roles: ["ops_lead", "auditor"] },
    ];
    expect(rule && whoMay(rule, change({ acts: { ...nobodysActs, author: [7] } }), people).map(({ id }) => id)).toEqual(
      [8],
    );
  });
});
