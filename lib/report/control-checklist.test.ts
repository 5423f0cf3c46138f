import { describe, expect, it } from "vitest";
import { at, auditEntry, emergency, normal, nothingDone, standard } from "@/testing/examples/change-audits";
import type { ChangeAudit } from "./change-audit";
import { controlChecklist } from "./control-checklist";

const states = (audit: ChangeAudit, now = at(48)) =>
  controlChecklist(audit, { now, zone: "UTC" }).map(({ state }) => state);
const wrongs = (audit: ChangeAudit, now = at(48)) =>
  controlChecklist(audit, { now, zone: "UTC" }).flatMap(({ state, note }) => (state === "exception" ? [note] : []));
/** The clauses against which something was wrong. */
const broken = (audit: ChangeAudit, now = at(48)) =>
  controlChecklist(audit, { now, zone: "UTC" }).flatMap(({ state, clause }) => (state === "exception" ? [clause] : []));

describe("what the policy asks", () => {
  it("is met by a normal, a standard and an emergency change that went their way", () => {
    for (const audit of [normal, standard, emergency]) expect(new Set(states(audit))).toEqual(new Set(["pass"]));
    expect(controlChecklist(normal, { now: at(48), zone: "UTC" })[1]).toEqual({
      requirement: expect.stringContaining("Reviewed"),
      clause: "normal-reviewed",
      controls: ["CC8.1", "A.8.32"],
      state: "pass",
      who: "Rita",
      at: at(2),
      logIndex: 102,
      note: null,
    });
  });

  it("names the controls of SOC 2 and ISO 27001 that each check answers", () => {
    const failed = { ...normal, failed: auditEntry("Oliver", 5) };
    const controls = controlChecklist(failed, { now: at(48), zone: "UTC" }).map(({ controls }) => controls.join());
    const planned = ["CC8.1,A.8.32", "CC8.1,A.8.32", "CC8.1,A.8.32", "A.8.32", ...Array(3).fill("CC8.1,A.8.32")];
    expect(controls).toEqual([...planned, "A.8.32", "", ""]);
  });

  it("is not yet due of a change that waits", () => {
    const waiting = {
      ...normal,
      ...nothingDone,
      submitted: normal.submitted,
      reviewed: normal.reviewed,
      status: "reviewed",
    } as const;
    expect(states(waiting)).toEqual(["pass", "pass", ...Array(5).fill("not_yet")]);
  });

  it("is not needed of a change that ended before", () => {
    const rejected = { ...normal, ...nothingDone, submitted: normal.submitted, status: "rejected" } as const;
    const grid = controlChecklist(
      { ...rejected, ended: { ...auditEntry("Rita", 2), step: "reject" } },
      { now: at(48), zone: "UTC" },
    );
    expect(grid.map(({ state }) => state)).toEqual(["pass", ...Array(6).fill("not_needed")]);
    expect(grid[1]?.note).toContain("rejected");
  });

  it("tells what was wrong: the wrong person", () => {
    expect(broken({ ...normal, reviewed: auditEntry("Olive", 2) })).toEqual(["normal-reviewed"]);
    expect(broken({ ...normal, approved: auditEntry("Olive", 3) })).toEqual(["normal-approved"]);
    expect(broken({ ...normal, approved: auditEntry("Rita", 3) })).toEqual(["normal-approved"]);
    expect(wrongs({ ...normal, approved: auditEntry("Rita", 3), routine: true })).toEqual([]);
    expect(broken({ ...emergency, reviewedAfter: { ...auditEntry("Olive", 30), outcome: "justified" } })).toEqual([
      "emergency-reviewed",
    ]);
  });

  it("tells what was wrong: the wrong time", () => {
    expect(broken({ ...normal, approved: auditEntry("Lea", 10.5) })).toEqual(["normal-approved"]);
    expect(wrongs({ ...normal, startedAt: at(8) })).toEqual(["Started 1 h before its window."]);
    expect(wrongs({ ...normal, startedAt: at(12) })).toEqual(["Started less than a minute after its window."]);
    expect(wrongs({ ...normal, endedAt: at(12.5) })).toEqual([
      "The window ended on 2 Mar 2026, 12:00 UTC, the execution 30 min later.",
    ]);
    expect(wrongs({ ...normal, verified: auditEntry("Olive", 36) })).toEqual([expect.stringContaining("1 day 1 h")]);
    expect(wrongs({ ...normal, status: "executed", verified: null }, at(34))).toEqual([]);
    expect(wrongs({ ...normal, status: "executed", verified: null }, at(36))).toEqual([
      expect.stringContaining("1 day 1 h"),
    ]);
    expect(broken({ ...standard, documented: auditEntry("Olive", 2.5) })).toEqual(["standard-documented"]);
    expect(wrongs({ ...emergency, factsCompleteAt: at(24) })).toEqual([expect.stringContaining("1 h late")]);
  });

  it("tells what was wrong: a step that is not there", () => {
    expect(broken({ ...normal, reviewed: null, approved: null, scheduled: null })).toEqual([
      "normal-reviewed",
      "normal-approved",
      "normal-scheduled",
    ]);
    expect(broken({ ...standard, entry: null, documented: null })).toEqual(["standard", "standard-documented"]);
    expect(wrongs({ ...emergency, documented: null, factsCompleteAt: null })).toHaveLength(1);
  });

  it("tells what the policy lets happen and the report lists", () => {
    expect(wrongs({ ...normal, waived: [auditEntry("Lea", 4)] })).toEqual([
      "Lea overrode conflicts and freezes to schedule the change on 2 Mar 2026, 04:00 UTC.",
    ]);
    const off = { ...normal, executed: null, verified: null, status: "cancelled" } as const;
    expect(wrongs({ ...off, ended: { ...auditEntry("Otto", 11), step: "call_off" } })).toEqual([
      "Otto called the change off on 2 Mar 2026, 11:00 UTC: nothing was changed.",
    ]);
    const unjustified = { ...auditEntry("Lea", 30), outcome: "not_justified" } as const;
    expect(wrongs({ ...emergency, reviewedAfter: unjustified, reviewsAfter: [unjustified] })).toEqual([
      "Lea reviewed the emergency on 3 Mar 2026, 06:00 UTC: not justified. No change follows it.",
    ]);
  });

  it("goes on where a change failed", () => {
    const failed: ChangeAudit = { ...normal, verified: null, status: "failed", failed: auditEntry("Otto", 11) };
    expect(states(failed)).toEqual([...Array(6).fill("pass"), "not_needed", "not_yet", "not_yet", "not_yet"]);
  });
});
