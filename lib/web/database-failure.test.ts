import { expect, it } from "vitest";
import {
  databaseFailureMessages,
  databaseFailureOf,
  databaseFailureSentence,
  databaseFailures,
} from "./database-failure";

it.each([
  ["55P03", "held"],
  ["57014", "slow"],
  ["40P01", "crossed"],
  ["40001", "crossed"],
  ["53300", "crowded"],
  ["53100", "full"],
  ["53200", "full"],
  ["53400", "full"],
  ["57P01", "away"],
  ["57P02", "away"],
  ["57P03", "away"],
  ["08006", "away"],
  ["28P01", "away"],
  ["3D000", "away"],
  ["25006", "read-only"],
  ["CONNECTION_CLOSED", "away"],
  ["CONNECT_TIMEOUT", "away"],
  ["ECONNREFUSED", "away"],
  ["42501", null],
  ["23505", null],
  ["XX000", null],
  ["WL001", null],
  ["", null],
])("%s is %s", (code, trouble) => {
  expect(databaseFailureOf(code)).toBe(trouble);
});

it("says of each what happened, whether something was recorded, and what to do", () => {
  for (const trouble of databaseFailures) {
    const sentence = databaseFailureSentence(databaseFailureMessages[trouble].codes[0] ?? "");
    expect(sentence).toContain(databaseFailureMessages[trouble].happened);
    expect(sentence).toMatch(/Nothing was saved|counts once/);
    expect(sentence).toContain(databaseFailureMessages[trouble].next);
  }
  expect(databaseFailureSentence("XX000")).toContain("XX000");
});
