import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitsPattern, isQuickPattern } from "@/lib/catalogue/template-pattern";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { seededRandom } from "@/testing/model/seeded-random";

// The pattern of an entry's field is read by re2js, when it is proposed, and by PostgreSQL, when a change is made of it.

let db: TestDatabase;
beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

const pieces = [
  ..."ab-_.^$|()[]{}?*+,:/ 09é\u{1f600}",
  ...["\\d", "\\w", "\\s", "\\b", "\\.", "\\-", "\\]", "\\[", "\\\\", "\\^", "\\é", "\\x41", "\\p{L}", "\\1", "\\"],
  ...[
    "[a-z]",
    "[^a]",
    "[-a]",
    "[a-]",
    "[]a]",
    "[^]",
    "[\\d.]",
    "[\\w-]",
    "[[:alpha:]]",
    "[z-a]",
    "[a-b-c]",
    "[\\[\\]]",
  ],
  ...["{2}", "{1,3}", "{2,}", "{,3}", "{0}", "{3,1}", "{256}", "{1,299}", "(?:", "(?i)", "a+?", "***", "()", "(a|b)"],
];

const texts = [
  "",
  "a",
  "ab",
  "aab",
  "b-",
  "[",
  "]",
  "0",
  "09",
  "a.b",
  "a_b",
  "a b",
  "é",
  "\u{1f600}",
  "\\",
  "^",
  "-",
  "٣",
  "ǆ",
];

const patterns = () => {
  const { below, of } = seededRandom(14);
  return Array.from({ length: 4000 }, () => Array.from({ length: 1 + below(6) }, () => of(pieces)).join(""));
};

const named = [
  "a)|(b",
  "(",
  ")",
  "a**",
  "^*",
  "a{2}{3}",
  "x".repeat(201),
  "a*a*a*b",
  ".*.*.*.*b",
  "(a+)+",
  "[a-z0-9]([a-z0-9.-]{0,80}[a-z0-9])?",
];

describe("a pattern that a person wrote", () => {
  it("is one that can be used to both engines, or to neither", async () => {
    const all = [...patterns(), ...named];
    const here = all.map((pattern) => fitsPattern(pattern, "") !== null);
    const there = await db.owner<{ quick: boolean }[]>`
      select is_safe_pattern(pattern) as quick from unnest(${all}::text[]) with ordinality x (pattern, n) order by n`;
    expect(all.filter((_, index) => there[index]?.quick !== here[index])).toEqual([]);
    expect(here.filter((quick) => quick).length).toBeGreaterThan(400);
  });

  it("fits the same texts in both", async () => {
    const usable = [...patterns(), ...named].filter((pattern) => fitsPattern(pattern, "") !== null);
    const cases = usable.flatMap((pattern) => texts.map((text) => ({ pattern, text })));
    const there = await db.owner<{ fits: boolean }[]>`
      select text ~ ('^(?:' || to_postgres_pattern(pattern) || ')$') as fits
      from unnest(${usable.flatMap((pattern) => texts.map(() => pattern))}::text[], ${usable.flatMap(() => texts)}::text[]) with ordinality x (pattern, text, n) order by n`;
    const differ = cases.filter(({ pattern, text }, index) => fitsPattern(pattern, text) !== there[index]?.fits);
    expect(differ).toEqual([]);
  });

  it.each([".*a.{200}.{55}", ".{0,200}.{0,55}b", "a*a*a*b"])(
    "is read in no time by PostgreSQL: %s",
    async (pattern) => {
      expect(isQuickPattern(pattern)).toBe(true);
      const began = performance.now();
      await db.owner`select ${"ab".repeat(250)} ~ ('^(?:' || to_postgres_pattern(${pattern}) || ')$')`;
      expect(performance.now() - began).toBeLessThan(1000);
    },
  );
});
