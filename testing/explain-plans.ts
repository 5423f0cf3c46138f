import type { SQLWrapper } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import postgres, { type ParameterOrJSON, type Sql } from "postgres";

/**
 * Runs a query and returns the plans that Postgres really used, also within the functions that it calls; for the values
 * that it has, or prepared for any, as a connection of the pages does after a few times.
 */
export type PlansOf = (
  query: SQLWrapper,
  by?: { prepared: boolean },
) => Promise<{ plans: string; rows: number; milliseconds: number }>;

/** The superuser's connection that tells its plans (auto_explain), those of nested statements too. */
export async function startPlanExplainer(url: string): Promise<{ plansOf: PlansOf; end: () => Promise<void> }> {
  const messages: string[] = [];
  const sql: Sql = postgres(url, { max: 1, onnotice: ({ message = "" }) => void messages.push(message) });
  await sql.unsafe(`load 'auto_explain';
    set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on; set client_min_messages = log`);
  const plansOf: PlansOf = async (query, { prepared } = { prepared: false }) => {
    const { sql: text, params } = new PgDialect().sqlToQuery(query.getSQL());
    await sql.unsafe(`set plan_cache_mode = ${prepared ? "force_generic_plan" : "force_custom_plan"}`);
    messages.length = 0;
    const began = performance.now();
    const rows = await sql.unsafe(text, params.map(asParameter), { prepare: prepared });
    return { plans: messages.join("\n"), rows: rows.length, milliseconds: performance.now() - began };
  };
  return { plansOf, end: () => sql.end() };
}

const asParameter = (value: unknown): ParameterOrJSON<never> => value as ParameterOrJSON<never>; // what drizzle hands to the driver
