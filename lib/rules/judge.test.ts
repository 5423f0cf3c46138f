import { describe, expect, it } from "vitest";
import { type Actor, eligibleActors, judge, type RecordState, stepOffersFor } from "./judge";
import { pastActions, preconditions, rulesOf, type Step } from "./rules";

const someone: Actor = { id: 7, name: "Someone", roles: ["operator", "reviewer", "ops_lead"] };
const nobodysActs = Object.fromEntries(pastActions.map((act) => [act, []]));
const change = (over: Partial<RecordState>): RecordState => ({
  recordType: "change",
  type: "normal",
  name: "CHG-1001",
  status: "reviewed",
  pastActions: nobodysActs,
  checks: {},
  ...over,
});

describe("the judge", () => {
  it("lets somebody take a step that their row gives them, and says by which row", () => {
    expect(judge("approve", change({}), someone)).toMatchObject({ ok: true, rule: { step: "approve" } });
  });

  it("refuses what is not in the rulebook, at this status, at this type or at all", () => {
    expect(judge("start", change({}), someone)).toMatchObject({ code: "status", clause: "normal-executed" });
    expect(judge("declare", change({}), someone)).toMatchObject({ code: "unknown", clause: "exceptions" });
    expect(judge("investigate", change({}), someone)).toMatchObject({ code: "unknown" });
    expect(judge("open", { ...change({}), recordType: "incident", type: "", status: "open" }, someone)).toMatchObject({
      code: "unknown",
    });
  });

  it("asks who before it asks what is in the way", () => {
    const recordState = change({ checks: { entry_routine: { none: true } } });
    expect(judge("approve_routine", recordState, someone)).toMatchObject({ code: "who" });
    expect(
      judge("approve_routine", { ...recordState, pastActions: { ...nobodysActs, reviewer: [7] } }, someone),
    ).toMatchObject({
      code: "need",
      precondition: "entry_routine",
    });
  });

  it("lets nobody pass a “not the same person” of which nothing is known", () => {
    expect(judge("approve", change({ pastActions: {} }), someone)).toMatchObject({ code: "who" });
    expect(judge("approve", change({ pastActions: { author: [1] } }), someone)).toMatchObject({ code: "who" });
    expect(judge("approve", change({ pastActions: { author: [1], reviewer: [2] } }), someone)).toMatchObject({
      ok: true,
    });
  });

  it.each(preconditions)("%s stands in the way when Postgres says so, and only then", (need) => {
    for (const rule of rulesOf("change").filter((row) => row.from !== "new" && row.preconditions?.includes(need))) {
      const status = typeof rule.from === "string" ? "draft" : (rule.from[0] ?? "draft");
      const all = { ...nobodysActs, latest_author: [7], starter: [7] };
      const recordState = change({
        type: rule.types?.[0] ?? "normal",
        status,
        pastActions: rule.step === "approve_routine" ? { ...all, reviewer: [7] } : all,
      });
      const verdict = (fact: RecordState["checks"][typeof need]) =>
        judge(rule.step, { ...recordState, checks: { [need]: fact } }, someone).ok;
      expect([verdict(true), verdict(null)]).toEqual([true, true]);
      const isInput = ["facts_written", "off_roster_explained", "system_registered"].includes(need);
      const isRequired = isInput && rule.step === "document" && rule.types?.[0] === "emergency";
      expect([rule.step, verdict({ in: "the way" })]).toEqual([rule.step, isRequired]);
      expect([rule.step, verdict({ in: "the way", elsewhere: true })]).toEqual([rule.step, false]);
    }
  });

  it("gives an auditor nothing but their own sessions, whatever else they hold", () => {
    const auditor: Actor = { ...someone, roles: ["auditor", "operator", "reviewer", "ops_lead"] };
    for (const { verdict } of stepOffersFor(change({}), auditor))
      expect(verdict).toMatchObject({ ok: false, code: "who" });
    const self: RecordState = {
      recordType: "person",
      type: "",
      name: "Someone",
      status: "known",
      pastActions: { self: [7] },
      checks: {},
    };
    expect(judge("end_sessions", self, auditor).ok).toBe(true);
  });

  it("offers every step that leaves the place, once, and none that follows from another", () => {
    const steps = stepOffersFor(change({}), someone).map(({ step }) => step);
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
    const person: RecordState = {
      recordType: "person",
      type: "",
      name: "Someone",
      status: "known",
      pastActions: { self: [7] },
      checks: {},
    };
    expect(stepOffersFor(person, someone).map(({ step }) => step)).toEqual([
      "end_sessions",
      "same_person",
      "different_person",
      "deactivate",
      "set_timezone",
      "make_feed",
      "revoke_feed",
      "make_token",
      "revoke_token",
      "choose_emails",
      "watch",
      "unwatch",
      "acknowledge",
      "export",
      "sign_checkpoint",
      "verify_ledger",
    ]);
  });

  it("names those who may", () => {
    const rule = rulesOf("change").find(({ step }) => step === "approve");
    const people: Actor[] = [
      someone,
      { ...someone, id: 8 },
      { id: 9, name: "Other", roles: ["reviewer"] },
      { id: 10, name: "Watcher", roles: ["ops_lead", "auditor"] },
    ];
    expect(
      rule &&
        eligibleActors(rule, change({ pastActions: { ...nobodysActs, author: [7] } }), people).map(({ id }) => id),
    ).toEqual([8]);
  });
});
