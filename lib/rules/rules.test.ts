import { describe, expect, it } from "vitest";
import { type DesignRow, designTable } from "@/testing/model/design-table";
import { type AllowedActor, type Rule, rulebook, rulesOf } from "./rules";

const testedTypes = [
  "change",
  "incident",
  "entry",
  "system",
  "freeze",
  "person",
  "roster",
  "delivery",
  "halt",
  "import",
  "account",
  "webhook",
  "installation",
  "delegation",
] as const;

describe("the rulebook is the table of the design", () => {
  it.each(testedTypes)("row by row: %s", (recordType) => {
    expect(linesOfRules(rulesOf(recordType))).toEqual(linesOfTable(designTable[recordType]));
  });

  it("turns red for each row that is removed", () => {
    for (const { recordType, rules } of rulesByType)
      for (const rule of rules)
        expect(linesOfRules(rules.filter((other) => other !== rule))).not.toEqual(
          linesOfTable(designTable[recordType]),
        );
  });

  it("turns red for each `not`, `same`, role, `when`, need, field, type and status that is removed or loosened", () => {
    let tried = 0;
    for (const { recordType, rules } of rulesByType)
      for (const rule of rules)
        for (const looser of loosened(rule)) {
          tried += 1;
          expect(linesOfRules(rules.map((other) => (other === rule ? looser : other)))).not.toEqual(
            linesOfTable(designTable[recordType]),
          );
        }
    expect(tried).toBeGreaterThan(300);
  });

  it("has one row a step, type and status", () => {
    for (const recordType of testedTypes) {
      const keys = rulesOf(recordType).flatMap((rule) =>
        (rule.types ?? [""]).flatMap((type) => fromOf(rule).map((from) => `${rule.step} ${type} ${from}`)),
      );
      expect(keys).toEqual([...new Set(keys)]);
    }
  });

  it("lets the database alone write what follows from another event", () => {
    const derived = Object.values(rulebook)
      .flat()
      .filter((rule) => "derived" in rule);
    expect(derived.map(({ step }) => step)).toEqual([
      "record_roster",
      ...["open", "raise", "suspend", "replace", "identify", "sign_in", "sign_out"],
      ...["role_change", "refused", "resemble", "end_token"],
      ...["deliver", "give_up", "drop", "stop_webhook", "record_rulebook"],
    ]);
  });
});

const rulesByType = testedTypes.map((recordType) => ({
  recordType,
  rules: rulesOf(recordType).filter((rule) => !rule.derived),
}));

function linesOfTable(rows: readonly DesignRow[]): string[] {
  return rows
    .map(({ step, types, from, to, by, preconditions, fields, clause, tokenScope }) => {
      const actorLines = by.map(
        (actor) =>
          `${actor.role}${actor.delegable ? " lent" : ""} same ${actor.same} not ${sorted(actor.not)} when ${actor.when}`,
      );
      return line(step, types, from, to, actorLines, preconditions, fields, clause, tokenScope);
    })
    .sort();
}

function linesOfRules(rules: readonly Rule[]): string[] {
  return rules
    .filter((rule) => !rule.derived)
    .map((rule) =>
      line(
        rule.step,
        rule.types ?? [],
        fromOf(rule),
        rule.to,
        rule.by.map(wayLine),
        rule.preconditions ?? [],
        rule.inputs ?? [],
        rule.clause,
        rule.tokenScope ?? "",
      ),
    )
    .sort();
}

const line = (
  step: string,
  types: readonly string[],
  from: readonly string[],
  to: string,
  actorLines: string[],
  needs: readonly string[],
  fields: readonly string[],
  clause: string,
  tokenScope: string,
) =>
  `${step} | ${sorted(types)} | ${sorted(from)} → ${to} | ${sorted(actorLines)} | ${sorted(needs)} | ${sorted(fields)} | ${clause} | ${tokenScope}`;

// The design says "same: author" for the latest to draft or take over, "routine" for the catalogue's word.
const wayLine = ({ role, delegable, same, not, when }: AllowedActor) =>
  `${role ?? ""}${delegable ? " lent" : ""} same ${same === "latest_author" ? "author" : (same ?? "")} not ${sorted(not ?? [])} when ${when === "entry_routine" ? "routine" : (when ?? "")}`;

const fromOf = ({ from }: Rule): readonly string[] => (typeof from === "string" ? [from] : from);
const sorted = (words: readonly string[]) => [...words].sort().join(" ");

function loosened(rule: Rule): Rule[] {
  return [
    ...without(rule.preconditions).map((needs) => ({ ...rule, preconditions: needs })),
    ...without(rule.inputs).map((inputs) => ({ ...rule, inputs })),
    ...without(rule.types).map((types) => ({ ...rule, types })),
    ...(typeof rule.from === "string" ? [] : without(rule.from).map((from) => ({ ...rule, from }))),
    ...(rule.inputs ?? []).flatMap((ask, index) =>
      ask.endsWith("*") ? [{ ...rule, inputs: rule.inputs?.with(index, unstarred(ask)) ?? [] }] : [],
    ),
    ...rule.by.flatMap((way, index) =>
      looserActors(way).map((looser) => ({ ...rule, by: rule.by.with(index, looser) })),
    ),
    { ...rule, by: [...rule.by, { role: "auditor" }] },
  ];
}

function looserActors({ role, delegable, same, not, when }: AllowedActor): AllowedActor[] {
  const rest = {
    ...(role && { role }),
    ...(delegable && { delegable }),
    ...(same && { same }),
    ...(not && { not }),
    ...(when && { when }),
  };
  return [
    ...without(not).map((fewer) => ({ ...rest, not: fewer })),
    ...(role && !delegable ? [{ ...rest, delegable: true as const }] : []),
    ...(same ? [{ ...rest, same: undefined }] : []),
    ...(when ? [{ ...rest, when: undefined }] : []),
    ...(role && role !== "operator" ? [{ ...rest, role: "operator" as const }] : []),
  ].map((way) => JSON.parse(JSON.stringify(way)));
}

const without = <T>(all: readonly T[] | undefined): T[][] =>
  (all ?? []).map((_, index) => (all ?? []).filter((__, other) => other !== index));
const unstarred = (ask: NonNullable<Rule["inputs"]>[number]) => JSON.parse(JSON.stringify(ask).replace("*", ""));
