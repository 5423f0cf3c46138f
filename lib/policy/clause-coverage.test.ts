import { existsSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { clauseCoverage, type StepUsage } from "./clause-coverage";
import { testsByClause } from "./tests-by-clause";

const use = (recordType: string, step: string, times: number, type = "", clause = ""): StepUsage => ({
  recordType,
  step,
  type,
  clause,
  times,
});
const of = (clause: string, uses: readonly StepUsage[] = []) =>
  clauseCoverage(uses).find((covered) => covered.clause === clause);

describe("every clause", () => {
  it.each(clauseCoverage([]).map((covered) => [covered.clause, covered] as const))(
    "%s is carried out by a rule, or says by what else; never both",
    (_, { rules, otherwise }) => {
      expect(rules.length > 0).toBe(otherwise === null);
    },
  );

  it("is proved by tests that are there", () => {
    const missing = Object.values(testsByClause)
      .flat()
      .filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)));
    expect(missing).toEqual([]);
    expect(Object.values(testsByClause).every((files) => new Set(files).size === files.length)).toBe(true);
  });
});

test("uses are counted for the clause that the step carries out for its type, refusals for the clause they cited", () => {
  const uses = [
    use("change", "start", 3, "standard"),
    use("change", "start", 5, "normal"),
    use("change", "finish", 2, "normal"),
    use("change", "finish", 7, "emergency"),
    use("person", "refused", 4, "", "normal-executed"),
  ];
  expect(of("normal-executed", uses)).toMatchObject({ uses: 7, refusals: 4 });
  expect(of("standard-operator", uses)).toMatchObject({ uses: 3, refusals: 0 });
  expect(of("exceptions", uses)).toMatchObject({ uses: 4, refusals: 0 });
});
