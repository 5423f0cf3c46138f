import { expect, it } from "vitest";
import { isViewRefusal, normalizeViewQuery, viewQueryOf } from "./saved-views";

it("keeps filter and order of a list, and not the page", () => {
  const filter = { type: "normal", status: ["submitted", "approved"], sort: "event", before: 7 } as const;
  expect(viewQueryOf({ ...filter, status: [...filter.status] })).toBe(
    "type=normal&status=submitted%2Capproved&sort=event",
  );
  expect(viewQueryOf({ before: 7 })).toBe("");
});

it("keeps of a posted query what the list understands, written as the list writes it", () => {
  const query = normalizeViewQuery(viewQueryOf({ show: "overdue", client: 2, q: "a&b", status: ["closed", "failed"] }));
  expect(query).toBe("q=a%26b&show=overdue&status=failed%2Cclosed&client=2");
  expect(normalizeViewQuery(query)).toBe(query);
  expect(normalizeViewQuery("before=9&evil=1&type=huge&client=3")).toBe("client=3");
  expect(normalizeViewQuery("//elsewhere.example")).toBe("");
});

it("knows the words of its refusals alone", () => {
  expect(["name", "full", "filter", "constructor", undefined].map(isViewRefusal)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
