import { describe, expect, it } from "vitest";
import { maxTextLength } from "@/lib/rules/fields";
import { changeStatuses } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { formatCountdown } from "@/lib/time/countdown";
import {
  documentedWhatDraft,
  emergencyActionsIn,
  foundNotJustified,
  isUndocumentedEmergency,
  returnForDocumentation,
} from "./emergency-actions";

const event = (seq: number, step: Step, texts: Record<string, string | null> = {}, data = {}) => ({
  seq,
  step,
  person: { name: "Olive" },
  at: `2026-05-01T09:${String(seq).padStart(2, "0")}:00.000000Z`,
  data,
  texts,
});
const formatTime = (at: string) => at.slice(11, 16);
const events = [
  event(1, "declare", { what: "Failing over." }),
  event(2, "record_roster"),
  event(3, "note", { comment: "Switched the resolver." }),
  event(4, "edit", { why: "It was down." }),
  event(5, "note", { comment: null }),
  event(6, "note", { comment: "Told the client." }),
  event(7, "finish", { actual: "The second resolver answers." }),
];

describe("what was done", () => {
  it("is the declaration, the notes and the end, the newest first", () => {
    expect(emergencyActionsIn(events).map(({ seq, text }) => [seq, text])).toEqual([
      [7, "The second resolver answers."],
      [6, "Told the client."],
      [5, null],
      [3, "Switched the resolver."],
      [1, "Failing over."],
    ]);
  });

  it("goes into the documentation with its times, the oldest first, and nothing twice", () => {
    const what = documentedWhatDraft("Failing over.", events, formatTime);
    expect(what).toBe(
      "Failing over.\n\nWhat was done:\n09:03: Switched the resolver.\n09:06: Told the client.\n09:07: The second resolver answers.",
    );
    expect(documentedWhatDraft(what, events, formatTime)).toBe(what);
    expect(documentedWhatDraft(what, [...events, event(8, "note", { comment: "Moved shop." })], formatTime)).toBe(
      `${what}\n\nWhat was done:\n09:08: Moved shop.`,
    );
    expect(documentedWhatDraft(null, events.slice(0, 1), formatTime)).toBe("What was done:\n09:01: Failing over.");
  });

  it("stays within what the field takes: the newest are kept", () => {
    const notes = Array.from({ length: 30 }, (_, n) => event(n + 2, "note", { comment: `${n} `.padEnd(500, "x") }));
    const what = documentedWhatDraft("Failing over.", [...events.slice(0, 1), ...notes], formatTime);
    expect(what.length).toBeLessThanOrEqual(maxTextLength);
    expect(what).toContain("The history shows what was done before.");
    expect(what).toContain("29 xxx");
    expect(what).not.toContain(": 5 xxx");
  });
});

it("is under way until it is documented", () => {
  const under = changeStatuses.filter((status) => isUndocumentedEmergency({ type: "emergency", status }));
  expect(under).toEqual(["in_progress", "executed", "failed", "rolled_back"]);
  expect(changeStatuses.some((status) => isUndocumentedEmergency({ type: "normal", status }))).toBe(false);
});

it("says what its documentation lacked, until it is documented again", () => {
  const returned = [...events, event(8, "document"), event(9, "return", { comment: "Which names?" })];
  expect(returnForDocumentation(events)).toBeNull();
  expect(returnForDocumentation(returned)).toEqual({ by: "Olive", comment: "Which names?" });
  expect(returnForDocumentation([...returned, event(10, "document")])).toBeNull();
});

it("is not justified when its last review says so", () => {
  const reviewed = [...events, event(8, "review_after", {}, { outcome: "not_justified" })];
  expect(foundNotJustified(events)).toBeNull();
  expect(foundNotJustified(reviewed)).toBe("Olive");
  expect(foundNotJustified([...reviewed, event(9, "review_after", {}, { outcome: "justified" })])).toBeNull();
});

it.each([
  ["2026-05-01T08:00:00.000000Z", false, "in 1 h 5 min"],
  ["2026-05-01T09:04:59.000000Z", false, "in 1 s"],
  ["2026-05-01T09:05:00.000000Z", false, "now"],
  ["2026-05-01T09:05:00.000001Z", true, "now"],
  ["2026-05-01T09:05:01.000000Z", true, "1 s ago"],
  ["2026-05-01T09:45:00.000000Z", true, "40 min ago"],
])("counts down to the second: %s", (now, isPast, text) => {
  expect(formatCountdown(now, "2026-05-01T09:05:00.000000Z")).toEqual({ isPast, text });
});
