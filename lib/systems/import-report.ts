import { fieldWords } from "@/lib/form/field-words";
import { isField } from "@/lib/rules/fields";
import type { PlannedRow, SystemsPlan } from "./import-plan";
import type { WrongRow } from "./systems-file-rows";

/** What came of each row of a file, or would come of it: a line each, by the lines of the file. */
export const rowLines = ({ registers, amends, unchanged, wrong }: SystemsPlan, isDone: boolean): string =>
  [
    ...registers.map((row) => told(row, isDone ? "registered" : "will be registered")),
    ...amends.map((row) => told(row, `${isDone ? "changed" : "will be changed"}${spelled(row)}: ${changedIn(row)}`)),
    ...unchanged.map((row) => told(row, `already registered${spelled(row)}`)),
    ...wrong.map((row) => told(row, `not taken. ${row.sentence}`)),
  ]
    .sort((one, other) => one.line - other.line)
    .map(({ words }) => words)
    .join("\n");

/** The rows that are not taken, a line each. */
export const wrongLines = (wrong: readonly WrongRow[]): string =>
  wrong.map((row) => told(row, row.sentence).words).join("\n");

const told = ({ line, name, client }: Pick<PlannedRow, "line" | "name" | "client">, what: string) => ({
  line,
  words: `Line ${line}${name ? `, ${name}${client ? ` of ${client}` : ""}` : ""}: ${what}`,
});

const spelled = ({ as }: PlannedRow): string => (as === undefined ? "" : ` as “${as}”`);

const changedIn = ({ step }: PlannedRow): string =>
  Object.keys(step?.input ?? {})
    .filter(isField)
    .filter((field) => field !== "name")
    .map((field) => fieldWords("amend_system", field).label.toLowerCase())
    .join(", ");
