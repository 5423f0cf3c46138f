import { describe, expect, it } from "vitest";
import {
  commonReportsOf,
  lastQuarterEmergencies,
  limitPeriod,
  parseReportFilter,
  periodOf,
  presetsOf,
  reportPath,
  scopeOf,
  seedOf,
} from "./report-filter";

const now = "2026-11-22T23:30:00.000000Z";

it("understands what a report's address says, and leaves out the rest", () => {
  const query = {
    from: "2026-05-01",
    to: "2026-05-31",
    client: "2",
    system: "7",
    type: "normal",
    sample: "25",
    seed: "spring audit",
    sheets: "all",
  };
  expect(parseReportFilter({ ...query, other: "x" })).toEqual({ ...query, client: 2, system: 7, sample: 25 });
  const nonsense = {
    from: "2026-02-30",
    to: "soon",
    client: "0",
    system: "-1",
    type: "big",
    sample: "501",
    seed: "",
    sheets: "some",
  };
  expect(Object.values(parseReportFilter(nonsense)).filter((value) => value !== undefined)).toEqual([]);
  const refused = { from: "0000-01-01", to: "9999-12-31", sample: "0", seed: "a\nb", client: ["1", "2"] };
  expect(Object.values(parseReportFilter(refused)).filter((value) => value !== undefined)).toEqual([]);
});

describe("a period", () => {
  it("is this month up to today where nothing is said, by the site's day", () => {
    expect(periodOf({}, now, "UTC")).toEqual({
      from: "2026-11-01",
      to: "2026-11-22",
      start: "2026-11-01T00:00:00Z",
      end: "2026-11-23T00:00:00Z",
    });
    expect(periodOf({}, now, "Europe/Berlin")).toMatchObject({
      to: "2026-11-23",
      start: "2026-10-31T23:00:00Z",
      end: "2026-11-23T23:00:00Z",
    });
  });
  it("is as long as its days are where the clocks change", () => {
    const { start, end } = periodOf({ from: "2026-10-25", to: "2026-10-25" }, now, "Europe/Berlin");
    expect([start, end]).toEqual(["2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"]);
  });
  it.each([
    [{ from: "2026-05-01" }, "2026-05-01", "2026-11-22"],
    [{ from: "2027-05-01" }, "2027-05-01", "2027-05-01"],
    [{ to: "2026-03-15" }, "2026-03-01", "2026-03-15"],
    [{ from: "2026-06-30", to: "2026-06-01" }, "2026-06-01", "2026-06-30"],
  ])("of %j", (filter, from, to) => expect(periodOf(filter, now, "UTC")).toMatchObject({ from, to }));
});

describe("what a report covers", () => {
  const covers = (filter: object, first: string | null = "2026-09-15T21:00:00Z", zone = "Europe/Berlin") =>
    limitPeriod(filter, now, zone, first);
  const days = (filter: object, first?: string | null) => {
    const covered = covers(filter, first);
    return covered.ok ? [covered.period.from, covered.period.to, covered.shortened] : covered.sentence;
  };
  it("is the period asked for, where all of it has happened since the first change", () =>
    expect(days({ from: "2026-10-01", to: "2026-10-31" })).toEqual(["2026-10-01", "2026-10-31", null]));
  it("ends today, by the site's day, and says so", () =>
    expect(days({ to: "9999-11-30" })).toEqual([
      "2026-11-01",
      "2026-11-23",
      expect.stringContaining("ends on 23 Nov 2026"),
    ]));
  it("begins with the day of the first change, by the site's day, and says so", () =>
    expect(days({ from: "1970-01-01", to: "9999-11-30" })).toEqual([
      "2026-09-15",
      "2026-11-23",
      expect.stringMatching(/begins on 15 Sep 2026.*ends on 23 Nov 2026/),
    ]));
  it("is no more than nobody asked for", () =>
    expect(days({}, "2026-11-20T10:00:00Z")).toEqual(["2026-11-20", "2026-11-23", null]));
  it.each([
    [{ from: "2027-05-01" }, /1 May 2027.*23 Nov 2026/],
    [{ from: "2026-01-01", to: "2026-02-01" }, /by 1 Feb 2026.*on 15 Sep 2026/],
  ])("is nothing of %j", (filter, words) => expect(days(filter)).toMatch(words));
  it("is at most ten years, to the day", () => {
    const old = "1990-01-01T00:00:00Z";
    expect(days({ from: "2016-11-22", to: "2026-11-21" }, old)).toHaveLength(3);
    expect(days({ from: "2016-11-22", to: "2026-11-22" }, old)).toContain("at most 10 years");
    expect(days({ from: "1970-01-01", to: "9999-11-30" }, null)).toContain("at most 10 years");
  });
});

it("offers the periods that people ask for", () => {
  const spans = (at: string) => presetsOf(at, "UTC").map(({ from, to }) => `${from} ${to}`);
  expect(spans(now)).toEqual([
    "2026-11-01 2026-11-22",
    "2026-10-01 2026-10-31",
    "2026-10-01 2026-11-22",
    "2026-07-01 2026-09-30",
    "2026-01-01 2026-11-22",
    "2025-01-01 2025-12-31",
    "2025-11-23 2026-11-22",
  ]);
  expect(spans("2026-03-31T12:00:00Z").slice(0, 4)).toEqual([
    "2026-03-01 2026-03-31",
    "2026-02-01 2026-02-28",
    "2026-01-01 2026-03-31",
    "2025-10-01 2025-12-31",
  ]);
});

it("offers last quarter's emergencies and a sample of it in one click", () => {
  const common = commonReportsOf(now, "UTC").map(({ filter }) => filter);
  const emergencies = { from: "2026-07-01", to: "2026-09-30", type: "emergency" };
  expect(common).toContainEqual(emergencies);
  expect(lastQuarterEmergencies(now, "UTC")).toEqual(emergencies);
  expect(lastQuarterEmergencies("2026-12-31T23:30:00Z", "Europe/Berlin")).toMatchObject({ from: "2026-10-01" });
  expect(common).toContainEqual({ from: "2026-07-01", to: "2026-09-30", sample: 25, part: "sample" });
});

it("writes addresses that it understands again", () => {
  const filter = parseReportFilter({ from: "2026-05-01", seed: "a&b=ü", sample: 3 });
  const path = reportPath(filter, "/report.csv", { bom: "1" });
  expect(path).toBe("/report.csv?from=2026-05-01&sample=3&seed=a%26b%3D%C3%BC&bom=1");
  expect(parseReportFilter(Object.fromEntries(new URL(path, "http://x").searchParams))).toEqual(filter);
  expect(reportPath({})).toBe("/report");
});

it("asks the database for no more than the filter says, and never hides the seed", () => {
  const period = periodOf({}, now, "UTC");
  expect(scopeOf({ client: 2, sample: 5 }, period)).toEqual({ start: period.start, end: period.end, client: 2 });
  expect([seedOf({ seed: "x" }, period), seedOf({}, period)]).toEqual(["x", "2026-11-01/2026-11-22"]);
});
