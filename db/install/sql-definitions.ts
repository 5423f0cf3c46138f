import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { checkFunctions } from "@/db/schema/checks";

const folder = fileURLToPath(new URL("../sql/", import.meta.url));
/** Functions that indexes use, so they must exist before the tables. */
const tableFunctionsFile = "fold-name.sql";

/** The statements of `db/sql` by kind. */
export type SqlDefinitions = {
  readonly functions: readonly string[];
  readonly views: readonly string[];
  readonly triggers: readonly TriggerDefinition[];
  readonly grants: readonly string[];
};

export type TriggerDefinition = { readonly name: string; readonly table: string; readonly statement: string };

/** Reads the current definition of every function, view, trigger and grant. Fails for any other statement: those belong in migrations. */
export async function readSqlDefinitions(): Promise<SqlDefinitions> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".sql")).sort();
  const statements = [checkFunctions(), await Promise.all(files.map(readStatements))].flat(2);
  const of = (kind: Kind) => statements.filter((statement) => statementKind(statement) === kind);
  return {
    functions: of("function"),
    views: of("view"),
    triggers: of("trigger").map(parseTrigger),
    grants: of("right"),
  };
}

/** The functions that checks and indexes of tables use: created before migrations run. */
export const tableFunctions = async (): Promise<string[]> => [
  ...checkFunctions(),
  ...(await readStatements(tableFunctionsFile)).filter((statement) => statementKind(statement) === "function"),
];

const readStatements = async (file: string) => splitStatements(await readFile(folder + file, "utf8"));

/** Splits a file into statements, without comments between them. Each must end at a line's end, and quote bodies by `$$`. */
function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let lines: string[] = [];
  for (const line of text.split("\n")) {
    if (lines.length === 0 && /^(--.*|\s*)$/.test(line)) continue;
    lines.push(line);
    if (line.endsWith(";") && lines.join("\n").split("$$").length % 2 === 1) {
      statements.push(lines.join("\n"));
      lines = [];
    }
  }
  if (lines.length > 0) throw new Error(`A statement of db/sql has no end: ${lines[0]}`);
  return statements;
}

type Kind = "function" | "view" | "trigger" | "right";
const statementPatterns: Readonly<Record<Kind, RegExp>> = {
  function: /^create or replace function /,
  view: /^create or replace view /,
  trigger: /^create (constraint )?trigger /,
  right: /^(grant|revoke|do) /,
};

function statementKind(statement: string): Kind {
  for (const [kind, beginning] of Object.entries(statementPatterns)) {
    if (isKind(kind) && beginning.test(statement)) return kind;
  }
  throw new Error(`db/sql holds functions, views, triggers and rights alone: ${statement.split("\n")[0]}`);
}

const isKind = (word: string): word is Kind => word in statementPatterns;

function parseTrigger(statement: string): TriggerDefinition {
  const [, name = "", table = ""] = /^create (?:constraint )?trigger (\w+) [^;]*? on (\w+)\s/.exec(statement) ?? [];
  if (!table) throw new Error(`This trigger of db/sql names no table: ${statement}`);
  return { name, table, statement: statement.replace(/;$/, "") };
}
