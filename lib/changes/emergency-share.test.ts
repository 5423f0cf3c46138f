import { expect, it } from "vitest";
import { countsByClient, countsByMonth, formatShare, lastMonths, shareSentence, sumCounts } from "./emergency-share";

const counts = (emergencies: number, all: number) => ({ emergencies, all, notJustified: 0, late: 0 });

it("counts months as the site's clocks have them", () => {
  const months = lastMonths("2026-03-31T23:30:00.000000Z", "Europe/Berlin", 3);
  expect(months.map(({ month, from, to }) => [month, from, to])).toEqual([
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2026-03", "2026-03-01", "2026-03-31"],
    ["2026-04", "2026-04-01", "2026-04-30"],
  ]);
  expect(months[1]).toMatchObject({ start: "2026-02-28T23:00:00Z", end: "2026-03-31T22:00:00Z" });
  expect(lastMonths("2026-03-31T23:30:00.000000Z", "UTC", 12).at(-1)?.month).toBe("2026-03");
  expect(lastMonths("2026-03-31T23:30:00.000000Z", "UTC", 12)[0]?.month).toBe("2025-04");
});

it("tells a month in which nothing was opened, the newest first", () => {
  const months = lastMonths("2026-03-10T00:00:00Z", "UTC", 2);
  const byMonth = countsByMonth(months, [
    { month: "2026-02", ...counts(1, 4) },
    { client: null, ...counts(9, 9) },
  ]);
  expect(byMonth.map(({ month, emergencies, all }) => [month, emergencies, all])).toEqual([
    ["2026-03", 0, 0],
    ["2026-02", 1, 4],
  ]);
});

it("tells clients by their share, and last what is of no registered system", () => {
  const of = (name: string, id: number) => ({ client: { id, name } });
  const byClient = countsByClient([
    { month: "2026-02", ...counts(5, 5) },
    { client: null, ...counts(3, 3) },
    { ...of("Brig", 1), ...counts(1, 10) },
    { ...of("Anchorage", 2), ...counts(2, 20) },
    { ...of("Dock", 3), ...counts(0, 5) },
    { ...of("Canal", 4), ...counts(0, 5) },
  ]);
  expect(byClient.map(({ client }) => client?.name)).toEqual(["Anchorage", "Brig", "Canal", "Dock", undefined]);
});

it("tells shares in tenths of a percent, and nothing of nothing", () => {
  expect(formatShare(counts(1, 3))).toBe("33.3%");
  expect(formatShare(counts(0, 3))).toBe("0.0%");
  expect(formatShare(counts(0, 0))).toBe("–");
  expect(sumCounts([counts(1, 3), counts(2, 5)])).toEqual(counts(3, 8));
});

it("says the share of a month in a sentence", () => {
  expect(shareSentence(counts(3, 24))).toBe("3 of 24 changes opened this month were emergencies (12.5%).");
  expect(shareSentence(counts(1, 1))).toBe("1 of 1 change opened this month was an emergency (100.0%).");
  expect(shareSentence(counts(0, 2))).toBe("None of 2 changes opened this month were emergencies (0.0%).");
  expect(shareSentence(counts(0, 0))).toBe("No change was opened this month.");
});
