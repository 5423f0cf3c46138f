import { describe, expect, it } from "vitest";
import { roleSpansOf, rolesAt } from "./roles-over-time";

const at = (day: number) => `2026-03-${String(day).padStart(2, "0")}T09:00:00.000000Z`;
const given = (role: string, day: number) => ({ role, held: true, at: at(day) });
const taken = (role: string, day: number) => ({ role, held: false, at: at(day) });

describe("roles over time", () => {
  const spans = roleSpansOf(
    [given("operator", 1), given("reviewer", 3), taken("reviewer", 5), given("reviewer", 9)],
    [
      { role: "operator", since: at(1) },
      { role: "reviewer", since: at(9) },
    ],
  );

  it("are spans, the latest first, the open ones to now", () => {
    expect(spans).toEqual([
      { role: "reviewer", from: at(9), until: null },
      { role: "reviewer", from: at(3), until: at(5) },
      { role: "operator", from: at(1), until: null },
    ]);
  });

  it("say what was held at a moment: from the giving on, until the taking", () => {
    expect(rolesAt(spans, at(2))).toEqual(["operator"]);
    expect(rolesAt(spans, at(3))).toEqual(["reviewer", "operator"]);
    expect(rolesAt(spans, at(5))).toEqual(["operator"]);
    expect(rolesAt([], at(5))).toEqual([]);
  });

  it("begin where the register says so, which a demonstration's history puts before the event", () => {
    expect(roleSpansOf([given("operator", 9)], [{ role: "operator", since: at(2) }])).toEqual([
      { role: "operator", from: at(2), until: null },
    ]);
  });
});
