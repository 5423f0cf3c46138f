import { expect, it } from "vitest";
import { seededRandom } from "@/testing/model/seeded-random";
import { containsCredential } from "./contains-credential";

it.each([
  ["password: hunter2hunter2", true],
  ["PASSWORD = 'abcdefg1'", true],
  ["api_key=abcdefgh1", true],
  ["the secret: is kept elsewhere", false],
  ["secret=abcdefghij", false],
  ["secret=abc1", false],
  ["password is abcdefgh1", false],
  ["my_secret=abcdefgh1", false],
])("is told of %s", (text, found) => {
  expect(containsCredential(text)).toBe(found);
});

// What was looked for before, in a time that grew with the square of the text.
const slow =
  /\b(?:password|passwd|passphrase|secret|api[_ -]?key|access[_ -]?token)\s*[:=]\s*["']?(?=\S*\d)[^\s"']{8,}/i;

it("finds what one expression would", () => {
  const { of, below } = seededRandom(3);
  const pieces = [
    "secret",
    "password",
    "api key",
    "access_token",
    ":",
    "=",
    " ",
    "\n",
    '"',
    "'",
    "a",
    "1",
    "abcdefgh",
    "abcdefg1",
    "_",
  ];
  const texts = Array.from({ length: 20_000 }, () => Array.from({ length: 1 + below(9) }, () => of(pieces)).join(""));
  expect(texts.filter((text) => containsCredential(text) !== slow.test(text))).toEqual([]);
  expect(texts.filter(containsCredential).length).toBeGreaterThan(200);
});
