import { expect, it } from "vitest";
import { compareClearances } from "@/testing/model/clearance-states";
import { seededRandom } from "@/testing/model/seeded-random";

// The same over 10,000 states: clearance.long.ts.
it("a clearance says what start would be judged, in 1,000 states", { timeout: 300_000 }, async () => {
  const { different, answers } = await compareClearances(1000, seededRandom(1).next);
  expect(different).toEqual([]);
  for (const answer of ["taken", "status", "window_open", "approval_fresh", "not_frozen", "system_idle", "entry_live"])
    expect(answers[answer] ?? 0, answer).toBeGreaterThan(5);
});
