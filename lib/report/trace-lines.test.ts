import { expect, it } from "vitest";
import { tellerIn } from "@/lib/time/format-many";
import { at, by, emergency, none, normal, standard } from "@/testing/examples/trace-examples";
import { traceLines, whenOf } from "./trace-lines";

const tell = tellerIn("UTC");
const words = (trace: typeof normal) => traceLines(trace, tell).map((line) => line.split(":")[0]);

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
  expect(traceLines(normal, tell)[2]).toBe("Reviewed: Rita, 2 Mar 2026, 02:00 (log\u00a0102)");
});

it("tells how a failure went on and how a change ended", () => {
  const rolledBack = { ...by("Otto", 12), outcome: "partial", endedAt: at(12) } as const;
  expect(traceLines({ ...normal, failed: by("Otto", 11), rolledBack }, tell).at(-1)).toBe(
    "Rolled back: Otto, 2 Mar 2026, 12:00, partial (log\u00a0112)",
  );
  const off = { ...normal, ...none, ended: { ...by("Otto", 2), step: "call_off" } } as const;
  expect(words(off)).toEqual(["Requested", "Called off"]);
});

it("tells when: as it was, else as it is planned", () => {
  expect(whenOf(normal, tell)).toBe("2 Mar 2026, 10:00 to 2 Mar 2026, 11:00");
  expect(whenOf({ ...normal, endedAt: null }, tell)).toBe("2 Mar 2026, 10:00, not ended yet");
  expect(whenOf({ ...normal, startedAt: null }, tell)).toBe("planned for 2 Mar 2026, 09:00 to 2 Mar 2026, 12:00");
  expect(whenOf({ ...normal, ...none }, tell)).toBeNull();
});
