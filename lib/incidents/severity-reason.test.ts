import { expect, it } from "vitest";
import type { Step } from "@/lib/rules/rules";
import { severityReason } from "./severity-reason";

const event = (step: Step, severity?: string, at = "10:00") => ({
  step,
  person: { name: "Olive" },
  at,
  data: severity ? { severity } : {},
});
const why = (...events: ReturnType<typeof event>[]) => severityReason(events, (at) => at);

it("an incident is as grave as its failure made it, as its rollback made it, or as somebody found it", () => {
  expect(why(event("open"))).toBe("the severity of every new incident");
  expect(why(event("open"), event("raise", "high", "11:00"))).toBe("raised because the rollback was partial, 11:00");
  expect(why(event("raise", "critical"))).toBe("raised because the rollback was impossible, 10:00");
  expect(why(event("assign", "low", "12:00"), event("investigate"))).toBe("set by Olive, 12:00");
});

it("an assignment that leaves the severity as it was is not the reason for it", () => {
  expect(why(event("assign", "medium"))).toBe("the severity of every new incident");
  expect(why(event("raise", "high"), event("assign", "high", "11:00"))).toBe(
    "raised because the rollback was partial, 10:00",
  );
  expect(why(event("assign", "critical"), event("assign", "medium", "11:00"))).toBe("set by Olive, 11:00");
});
