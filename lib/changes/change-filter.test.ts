import { expect, it } from "vitest";
import { changesPath, parseChangeFilter } from "./change-filter";
import { matchCountSentence } from "./finding/list-words";

it("understands several statuses, as a form sends them and as a link has them", () => {
  const statuses = ["submitted", "approved"];
  expect(parseChangeFilter({ status: ["approved", "submitted"] }).status).toEqual(statuses);
  expect(parseChangeFilter({ status: "approved,submitted,approved" }).status).toEqual(statuses);
  expect(parseChangeFilter({ status: "approved" }).status).toEqual(["approved"]);
  expect(parseChangeFilter({ status: "approved,nothing" }).status).toEqual(["approved"]);
  for (const nonsense of ["", "nothing", ["", "x"], { a: 1 }, 7])
    expect(parseChangeFilter({ status: nonsense }).status).toBeUndefined();
  const path = changesPath({ status: ["submitted", "approved"], sort: "event" });
  expect(parseChangeFilter(Object.fromEntries(new URL(path, "http://x").searchParams))).toMatchObject({
    status: statuses,
    sort: "event",
  });
});

it("keeps from which end the list is read", () => {
  expect(changesPath({ sort: "window", order: "oldest" })).toBe("/changes?sort=window&order=oldest");
  expect(parseChangeFilter({ order: "oldest" }).order).toBe("oldest");
  for (const nonsense of ["newest", "asc", "", ["oldest"]])
    expect(parseChangeFilter({ order: nonsense }).order).toBeUndefined();
});

it("takes as cursor of a window only an instant as the database writes it", () => {
  expect(parseChangeFilter({ at: "2026-11-30T12:00:00.000000Z" }).at).toBe("2026-11-30T12:00:00.000000Z");
  for (const nonsense of ["2026-11-30", "now", "2026-11-30T12:00:00+01:00"])
    expect(parseChangeFilter({ at: nonsense }).at).toBeUndefined();
});

it("says how many match, and no more than it counted", () => {
  expect(matchCountSentence({ count: 1, more: false })).toBe("1 change");
  expect(matchCountSentence({ count: 37, more: false })).toBe("37 changes");
  expect(matchCountSentence({ count: 500, more: true })).toBe("More than 500 changes");
});
