import { expect, it } from "vitest";
import { canRequestHistory, type HistoryLoad, historyProgress, isUnderWay } from "./history-load";

const ordered: HistoryLoad = {
  ...{ planned: 2000, loaded: 0, waitedSeconds: 1, elapsedSeconds: null, isOver: false, failed: false },
};

it("says how far it is and how long it takes, by its pace so far", () => {
  expect(historyProgress(ordered)).toMatch(/^0 of 2,000 changes\. /);
  expect(historyProgress({ ...ordered, waitedSeconds: 31 })).toContain("windlass serve");
  expect(historyProgress({ ...ordered, waitedSeconds: 31, elapsedSeconds: 3 })).toBe("0 of 2,000 changes.");
  expect(historyProgress({ ...ordered, elapsedSeconds: 3 })).toBe("0 of 2,000 changes.");
  expect(historyProgress({ ...ordered, loaded: 500, elapsedSeconds: 60 })).toContain(
    "500 of 2,000 changes, about 3 min",
  );
  expect(historyProgress({ ...ordered, loaded: 1900, elapsedSeconds: 190 })).toContain("about 10 s left");
  expect(historyProgress({ ...ordered, loaded: 2010, elapsedSeconds: 190 })).toContain("about 10 s left");
});

it("is over when all is loaded, and when it failed", () => {
  expect([null, ordered, { ...ordered, isOver: true }].map(isUnderWay)).toEqual([false, true, false]);
  expect(historyProgress({ ...ordered, loaded: 2003, isOver: true, elapsedSeconds: 200 })).toMatch(/^2,003 changes /);
  expect(historyProgress({ ...ordered, loaded: 7, isOver: true, failed: true })).toContain("7 of 2,000");
});

it("is ordered by whoever makes changes, not by an auditor", () => {
  expect(canRequestHistory(["operator"])).toBe(true);
  expect(canRequestHistory(["ops_lead", "auditor"])).toBe(false);
  expect(canRequestHistory([])).toBe(false);
});
