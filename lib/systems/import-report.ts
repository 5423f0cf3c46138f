import { fieldLabels } from "@/lib/form/field-labels";
import { isField } from "@/lib/rules/fields";
import type { ImportPlan, PlannedRow } from "./import-plan";
import type { InvalidRow } from "./systems-file-rows";

/** What came of each row of a file, or would come of it: a line each, by the lines of the file. */
export const importReportLines = ({ additions, changes, unchanged, invalid }: ImportPlan, isDone: boolean): string =>
  [
    ...additions.map((row) => reportLine(row, isDone ? "registered" : "will be registered")),
    ...changes.map((row) =>
      reportLine(row, `${isDone ? "changed" : "will be changed"}${registeredAs(row)}: ${changedFieldLabels(row)}`),
    ),
    ...unchanged.map((row) => reportLine(row, `already registered${registeredAs(row)}`)),
    ...invalid.map((row) => reportLine(row, `not imported. ${row.sentence}`)),
  ]
    .sort((one, other) => one.line - other.line)
    .map(({ words }) => words)
    .join("\n");

/** The rows that are not taken, a line each. */
export const invalidRowLines = (rows: readonly InvalidRow[]): string =>
  rows.map((row) => reportLine(row, row.sentence).words).join("\n");

const reportLine = ({ line, name, client }: Pick<PlannedRow, "line" | "name" | "client">, result: string) => ({
  line,
  words: `Line ${line}${name ? `, ${name}${client ? ` of ${client}` : ""}` : ""}: ${result}`,
});

const registeredAs = ({ as }: PlannedRow): string => (as === undefined ? "" : ` as “${as}”`);

const changedFieldLabels = ({ step }: PlannedRow): string =>
  Object.keys(step?.input ?? {})
    .filter(isField)
    .filter((field) => field !== "name")
    .map((field) => fieldLabels("amend_system", field).label.toLowerCase())
    .join(", ");
