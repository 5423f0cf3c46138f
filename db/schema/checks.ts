import { type SQL, sql } from "drizzle-orm";
import { endedIn, factsOptionalIn, startedIn } from "@/lib/rules/facts-by-status";
import { categories, changeStatuses, changeTypes, triggers } from "@/lib/rules/record";

// PostgreSQL parses a check constraint's expression for each statement that writes the table, and a step writes `changes` more
// than once. Long lists therefore stand in functions, whose plan a session caches.

type Check = { readonly parameters: Readonly<Record<string, string>>; readonly condition: string };

// A function that a check calls keeps the names of its parameters (db/sql/README.md): these columns were named so before.
const columnsOfParameters: Readonly<Record<string, string>> = {
  what_text: "what_text_id",
  why_text: "why_text_id",
  rollback_plan_text: "rollback_plan_text_id",
};

const inList = (column: string, values: readonly string[]) =>
  `${column} in (${values.map((w) => `'${w}'`).join(", ")})`;
const isUndecided = inList("status", factsOptionalIn.planned);
const isIncompleteEmergency = `(type = 'emergency' and ${inList("status", factsOptionalIn.emergency)})`;
const isIn = (statuses: typeof startedIn) =>
  `(${inList("status", statuses.every)} or (type = 'emergency' and ${inList("status", statuses.emergency)}))`;

const checks = {
  a_change_is_of_a_type_of_the_policy: { parameters: { type: "text" }, condition: inList("type", changeTypes) },
  a_change_has_a_known_status: { parameters: { status: "text" }, condition: inList("status", changeStatuses) },
  a_change_is_of_a_category_of_the_policy: {
    parameters: { category: "text" },
    condition: inList("category", categories),
  },
  an_emergency_has_a_known_trigger: {
    parameters: { type: "text", trigger: "text" },
    condition: `(type = 'emergency') = (trigger is not null) and (trigger is null or ${inList("trigger", triggers)})`,
  },
  what_is_written_before_anybody_decides: {
    parameters: { what_text: "bigint", status: "text" },
    condition: `what_text is not null or ${isUndecided}`,
  },
  why_is_written_before_anybody_decides: {
    parameters: { why_text: "bigint", status: "text", type: "text" },
    condition: `why_text is not null or ${isUndecided} or ${isIncompleteEmergency}`,
  },
  a_rollback_plan_is_written_before_anybody_decides: {
    parameters: { rollback_plan_text: "bigint", status: "text", type: "text" },
    condition: `rollback_plan_text is not null or ${isUndecided} or ${isIncompleteEmergency}`,
  },
  who_and_when_are_known_once_started: {
    parameters: { who_id: "bigint", started_at: "timestamptz", status: "text", type: "text" },
    condition: `(who_id is not null and started_at is not null) or not ${isIn(startedIn)}`,
  },
  the_end_is_known_once_done: {
    parameters: { ended_at: "timestamptz", status: "text", type: "text" },
    condition: `ended_at is not null or not ${isIn(endedIn)}`,
  },
} as const satisfies Record<string, Check>;

export type ChangeCheck = keyof typeof checks;

/** The expression of a check constraint of `changes`: a call of its function. */
export const checkCall = (name: ChangeCheck): SQL => {
  const columns = Object.keys(checks[name].parameters).map((parameter) => columnsOfParameters[parameter] ?? parameter);
  return sql.raw(`changes_${name}(${columns.join(", ")})`);
};

/** The `create or replace` statements of the functions that these checks call. */
export const checkFunctions = (): string[] =>
  Object.entries<Check>(checks).map(([name, { parameters: reads, condition }]) => {
    const parameters = Object.entries(reads).map(([parameter, type]) => `${parameter} ${type}`);
    return `create or replace function changes_${name}(${parameters.join(", ")}) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$ begin return ${condition}; end $$;`;
  });
