import { describe, expect, it } from "vitest";
import { type DesignRow, designTable } from "@/testing/model/design-table";
import { type By, type Rule, rulebook, rulesOf } from "./rules";

const books = [
  "change",
  "incident",
  "entry",
  "system",
  "freeze",
  "person",
  "roster",
  "delivery",
  "halt",
  "installation",
  "delegation",
] as const;

describe("the rulebook is the table of the design", () => {
  it.each(books)("row by row: %s", (book) => {
    expect(linesOfBook(rulesOf(book))).toEqual(linesOfTable(designTable[book]));
  });

  it("turns red for each row that is removed", () => {
    for (const { book, rules } of posted)
      for (const rule of rules)
        expect(linesOfBook(rules.filter((kept) => kept !== rule))).not.toEqual(linesOfTable(designTable[book]));
  });

  it("turns red for each `not`, `same`, role, `when`, need, field, type and status that is removed or loosened", () => {
    let tried = 0;
    for (const { book, rules } of posted)
      for (const rule of rules)
        for (const looser of loosened(rule)) {
          tried += 1;
          expect(linesOfBook(rules.map((kept) => (kept === rule ? looser : kept)))).not.toEqual(
            linesOfTable(designTable[book]),
          );
        }
    expect(tried).toBeGreaterThan(300);
  });

  it("has one row a step, type and status", () => {
    for (const book of books) {
      const keys = rulesOf(book).flatMap((rule) =>
        (rule.types ?? [""]).flatMap((type) => fromOf(rule).map((from) => `${rule.step} ${type} ${from}`)),
      );
      expect(keys).toEqual([...new Set(keys)]);
    }
  });

  it("lets the database alone write what follows from another event", () => {
    const caused = Object.values(rulebook)
      .flat()
      .filter((rule) => "caused" in rule);
    expect(caused.map(({ step }) => step)).toEqual([
      "record_roster",
      ...["open", "raise", "suspend", "replace", "identify", "sign_in", "sign_out"],
      ...["role_change", "refused", "resemble"],
      ...["deliver", "give_up", "drop", "record_rulebook"],
    ]);
  });
});

const posted = books.map((book) => ({ book, rules: rulesOf(book).filter((rule) => !rule.caused) }));

function linesOfTable(rows: readonly DesignRow[]): string[] {
  return rows
    .map(({ step, types, from, to, by, needs, fields, clause }) => {
      const ways = by.map(
        (way) => `${way.role}${way.lent ? " lent" : ""} same ${way.same} not ${sorted(way.not)} when ${way.when}`,
      );
      return line(step, types, from, to, ways, needs, fields, clause);
    })
    .sort();
}

function linesOfBook(rules: readonly Rule[]): string[] {
  return rules
    .filter((rule) => !rule.caused)
    .map((rule) =>
      line(
        rule.step,
        rule.types ?? [],
        fromOf(rule),
        rule.to,
        rule.by.map(wayLine),
        rule.needs ?? [],
        rule.asks ?? [],
        rule.clause,
      ),
    )
    .sort();
}

const line = (
  step: string,
  types: readonly string[],
  from: readonly string[],
  to: string,
  ways: string[],
  needs: readonly string[],
  fields: readonly string[],
  clause: string,
) =>
  `${step} | ${sorted(types)} | ${sorted(from)} → ${to} | ${sorted(ways)} | ${sorted(needs)} | ${sorted(fields)} | ${clause}`;

// The design says "same: author" for the latest to draft or take over, "routine" for the catalogue's word.
const wayLine = ({ role, lent, same, not, when }: By) =>
  `${role ?? ""}${lent ? " lent" : ""} same ${same === "latest_author" ? "author" : (same ?? "")} not ${sorted(not ?? [])} when ${when === "entry_routine" ? "routine" : (when ?? "")}`;

const fromOf = ({ from }: Rule): readonly string[] => (typeof from === "string" ? [from] : from);
const sorted = (words: readonly string[]) => [...words].sort().join(" ");

function loosened(rule: Rule): Rule[] {
  return [
    ...without(rule.needs).map((needs) => ({ ...rule, needs })),
    ...without(rule.asks).map((asks) => ({ ...rule, asks })),
    ...without(rule.types).map((types) => ({ ...rule, types })),
    ...(typeof rule.from === "string" ? [] : without(rule.from).map((from) => ({ ...rule, from }))),
    ...(rule.asks ?? []).flatMap((ask, place) =>
      ask.endsWith("*") ? [{ ...rule, asks: rule.asks?.with(place, unstarred(ask)) ?? [] }] : [],
    ),
    ...rule.by.flatMap((way, place) => looserWays(way).map((looser) => ({ ...rule, by: rule.by.with(place, looser) }))),
    { ...rule, by: [...rule.by, { role: "auditor" }] },
  ];
}

function looserWays({ role, lent, same, not, when }: By): By[] {
  const rest = {
    ...(role && { role }),
    ...(lent && { lent }),
    ...(same && { same }),
    ...(not && { not }),
    ...(when && { when }),
  };
  return [
    ...without(not).map((fewer) => ({ ...rest, not: fewer })),
    ...(role && !lent ? [{ ...rest, lent: true as const }] : []),
    ...(same ? [{ ...rest, same: undefined }] : []),
    ...(when ? [{ ...rest, when: undefined }] : []),
    ...(role && role !== "operator" ? [{ ...rest, role: "operator" as const }] : []),
  ].map((way) => JSON.parse(JSON.stringify(way)));
}

const without = <T>(all: readonly T[] | undefined): T[][] =>
  (all ?? []).map((_, place) => (all ?? []).filter((__, other) => other !== place));
const unstarred = (ask: NonNullable<Rule["asks"]>[number]) => JSON.parse(JSON.stringify(ask).replace("*", ""));
