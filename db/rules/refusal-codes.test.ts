import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { refusals } from "@/lib/refusals/refusal-list";
import { refusalsByCode } from "@/lib/refusals/refusal-sentence";
import { preconditions } from "@/lib/rules/rules";
import { refusalCodesIn, requireRefusalMessages } from "./refusal-codes";

// No refusal has words in SQL: it has a code and details, and the words stand in lib/refusals/refusal-list.ts.

const root = fileURLToPath(new URL("../..", import.meta.url));
const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
const read = (files: readonly string[]) => files.map((file) => readFileSync(file, "utf8")).join("\n");

const sql = read(filesIn("db/sql", /\.sql$/)).replaceAll(/^\s*--.*$/gm, "");
const calls = callsOf("perform refuse(");

/** Each call with all that stands in its brackets. */
function callsOf(beginning: string): string[] {
  return sql
    .split(beginning)
    .slice(1)
    .map((rest) => {
      let open = 1;
      let index = 0;
      for (let quoted = false; open > 0; index += 1) {
        const sign = rest[index];
        if (sign === "'") quoted = !quoted;
        else if (!quoted) open += Number(sign === "(") - Number(sign === ")");
      }
      return rest.slice(0, index - 1);
    });
}

describe("db/sql", () => {
  it("refuses with a code, or for a need that lacks, and raises nothing else", () => {
    expect(calls.length).toBeGreaterThan(70);
    expect(calls.filter((call) => !/^('[a-z_]+'|lacking)(,|$)/.test(call))).toEqual([]);
    expect(sql.match(/raise exception/g)).toHaveLength(1);
  });

  it("holds no sentence of a refusal, nor a piece of one", () => {
    const literals = calls.flatMap((call) => [...call.matchAll(/'([^']*)'/g)].map(([, literal = ""]) => literal));
    expect(literals.filter((literal) => /[a-z,] [a-z]/i.test(literal) && !literal.startsWith('{"'))).toEqual([]);
    const pieces = [...refusalsByCode.values()].flatMap(({ sentences }) =>
      sentences.flatMap(([, sentence]) => sentence.split(/\{[^{}]*\}/).filter((piece) => piece.length > 15)),
    );
    expect(pieces.length).toBeGreaterThan(100);
    expect(pieces.filter((piece) => sql.includes(piece.trim()))).toEqual([]);
  });

  it("gives each refusal the details that its words name", () => {
    const wanting = calls.flatMap((call) => {
      const [, code = ""] = /^'([a-z_]+)'/.exec(call) ?? [];
      const isNeed = preconditions.some((need) => need === code);
      const named = isNeed ? [] : placesOf(refusalsByCode.get(code)?.sentences.at(-1)?.[1] ?? "");
      return named.filter((name) => !call.includes(`'${name}'`)).map((name) => `${code}: ${name}`);
    });
    // Of a step the database has the words already: in its rule, or in those of the code.
    expect(wanting.sort()).toEqual(["not_named: to", "not_named: who", "wrong_status: from", "wrong_status: to"]);
  });
});

const placesOf = (words: string) => [...words.matchAll(/\{([A-Za-z]+)/g)].map(([, name = ""]) => name);

describe("the list", () => {
  const codes = refusals.flatMap(({ sentences }) => Object.keys(sentences));

  it("has each code once", () => {
    expect(new Set(codes).size).toBe(codes.length);
    expect(refusalsByCode.size).toBe(codes.length);
  });

  it("has words for every code of db/sql, and no code that nobody refuses with", () => {
    requireRefusalMessages(sql);
    const sources = read(["app", "components", "db", "lib"].flatMap((room) => filesIn(room, /(?<!\.test)\.tsx?$/)));
    const mentioned = new Set([
      ...refusalCodesIn(sql),
      ...preconditions,
      ...[...sources.matchAll(/"([a-z_]+)"/g)].map(([, word]) => word),
    ]);
    expect(codes.filter((code) => !mentioned.has(code))).toEqual([]);
  });

  it("says whole sentences", () => {
    for (const [code, { sentences }] of refusalsByCode)
      for (const [, sentence] of sentences) expect(sentence, code).toMatch(/^(([A-Z“]|\{).*\.|\{only\})$/);
  });
});

it("a code without words stops a migration before it begins", () => {
  expect(() => requireRefusalMessages("perform refuse('never_heard_of', '{}')")).toThrow(/never_heard_of/);
});
