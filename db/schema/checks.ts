import { type SQL, sql } from "drizzle-orm";
import { beforeTheirFacts, endedIn, startedIn } from "@/lib/rules/facts-by-status";
import { categories, changeStatuses, changeTypes, triggers } from "@/lib/rules/record";

// PostgreSQL parses a check constraint's expression for each statement that writes the table, and a step writes `changes` more
// than once. Long lists therefore stand in functions, whose plan a session caches.

type Check = { readonly reads: Readonly<Record<string, string>>; readonly holds: string };

const oneOf = (column: string, words: readonly string[]) => `${column} in (${words.map((w) => `'${w}'`).join(", ")})`;
const undecided = oneOf("status", beforeTheirFacts.planned);
const emergencyWithout = `(type = 'emergency' and ${oneOf("status", beforeTheirFacts.emergency)})`;
const isIn = (statuses: typeof startedIn) =>
  `(${oneOf("status", statuses.every)} or (type = 'emergency' and ${oneOf("status", statuses.emergency)}))`;

const checks = {
  a_change_is_of_a_type_of_the_policy: { reads: { type: "text" }, holds: oneOf("type", changeTypes) },
  a_change_has_a_known_status: { reads: { status: "text" }, holds: oneOf("status", changeStatuses) },
  a_change_is_of_a_category_of_the_policy: { reads: { category: "text" }, holds: oneOf("category", categories) },
  an_emergency_has_a_known_trigger: {
    reads: { type: "text", trigger: "text" },
    holds: `(type = 'emergency') = (trigger is not null) and (trigger is null or ${oneOf("trigger", triggers)})`,
  },
  what_is_written_before_anybody_decides: {
    reads: { what_text: "bigint", status: "text" },
    holds: `what_text is not null or ${undecided}`,
  },
  why_is_written_before_anybody_decides: {
    reads: { why_text: "bigint", status: "text", type: "text" },
    holds: `why_text is not null or ${undecided} or ${emergencyWithout}`,
  },
  a_rollback_plan_is_written_before_anybody_decides: {
    reads: { rollback_plan_text: "bigint", status: "text", type: "text" },
    holds: `rollback_plan_text is not null or ${undecided} or ${emergencyWithout}`,
  },
  who_and_when_are_known_once_started: {
    reads: { who_id: "bigint", started_at: "timestamptz", status: "text", type: "text" },
    holds: `(who_id is not null and started_at is not null) or not ${isIn(startedIn)}`,
  },
  the_end_is_known_once_done: {
    reads: { ended_at: "timestamptz", status: "text", type: "text" },
    holds: `ended_at is not null or not ${isIn(endedIn)}`,
  },
} as const satisfies Record<string, Check>;

export type CheckOfChanges = keyof typeof checks;

/** The expression of a check constraint of `changes`: a call of its function. */
export const checkOf = (name: CheckOfChanges): SQL =>
  sql.raw(`changes_${name}(${Object.keys(checks[name].reads).join(", ")})`);

/** The `create or replace` statements of the functions that these checks call. */
export const checkFunctions = (): string[] =>
  Object.entries<Check>(checks).map(([name, { reads, holds }]) => {
    const parameters = Object.entries(reads).map(([column, type]) => `${column} ${type}`);
    return `create or replace function changes_${name}(${parameters.join(", ")}) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$ begin return ${holds}; end $$;`;
  });
