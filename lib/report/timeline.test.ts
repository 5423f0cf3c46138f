import { expect, it } from "vitest";
import { timeFormatterFor } from "@/lib/time/time-formatter";
import { at, auditEntry, emergency, normal, nothingDone, standard } from "@/testing/examples/change-audits";
import { timelineLines, whenSentence } from "./timeline";

const formatTime = timeFormatterFor("UTC");
const words = (audit: typeof normal) => timelineLines(audit, formatTime).map((line) => line.split(":")[0]);

it("names everybody and every time of a change, in the order of its way", () => {
  expect(words(normal)).toEqual([
    "Requested",
    "Submitted",
    "Reviewed",
    "Approved",
    "Scheduled",
    "Window",
    "Started",
    "Executed",
    "Verified",
  ]);
  expect(words(standard)).toEqual(["Requested", "Documented", "Started", "Logged"]);
  expect(words(emergency)).toEqual(["Declared", "Executed", "Documented", "Post-implementation review"]);
  expect(timelineLines(normal, formatTime)[2]).toBe("Reviewed: Rita, 2 Mar 2026, 02:00 (log\u00a0102)");
});

it("tells how a failure went on and how a change ended", () => {
  const rolledBack = { ...auditEntry("Otto", 12), outcome: "partial", endedAt: at(12) } as const;
  expect(timelineLines({ ...normal, failed: auditEntry("Otto", 11), rolledBack }, formatTime).at(-1)).toBe(
    "Rolled back: Otto, 2 Mar 2026, 12:00, partial (log\u00a0112)",
  );
  const off = { ...normal, ...nothingDone, ended: { ...auditEntry("Otto", 2), step: "call_off" } } as const;
  expect(words(off)).toEqual(["Requested", "Called off"]);
});

it("tells when: as it was, else as it is planned", () => {
  expect(whenSentence(normal, formatTime)).toBe("2 Mar 2026, 10:00 to 2 Mar 2026, 11:00");
  expect(whenSentence({ ...normal, endedAt: null }, formatTime)).toBe("2 Mar 2026, 10:00, not ended yet");
  expect(whenSentence({ ...normal, startedAt: null }, formatTime)).toBe(
    "planned for 2 Mar 2026, 09:00 to 2 Mar 2026, 12:00",
  );
  expect(whenSentence({ ...normal, ...nothingDone }, formatTime)).toBeNull();
});
