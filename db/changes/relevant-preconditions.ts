import { type SQL, sql } from "drizzle-orm";
import { permanentPreconditions } from "@/lib/rules/dead-end";
import { appliesTo } from "@/lib/rules/judge";
import { type ChangeStatus, type ChangeType, changeStatuses, changeTypes, terminalStatuses } from "@/lib/rules/record";
import { type Precondition, preconditions, type Rule, rulesOf } from "@/lib/rules/rules";

/**
 * The preconditions of a change that decide what can be done with it in this status: those of the steps that can be taken, and
 * what decides who can take later ones. Each costs a query.
 */
export function relevantPreconditions(type: ChangeType, status: ChangeStatus): readonly Precondition[] {
  const rules = rulesOf("change");
  const applying = rules.filter((rule) => appliesTo(rule, { type, status }));
  const later = terminalStatuses.some((end) => end === status) ? [] : rules;
  return preconditions.filter(
    (precondition) =>
      applying.some((rule) => rule.preconditions?.includes(precondition) || decidesWho(rule, precondition)) ||
      later.some((rule) => decidesWho(rule, precondition)) ||
      (later.length > 0 && permanentPreconditions.has(precondition)),
  );
}

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");

const decidesWho = ({ by }: Rule, precondition: Precondition) => by.some(({ when }) => when === precondition);

/** The same for a change `c`, as an array of SQL. */
export const relevantPreconditionsOfChange: SQL = sql.raw(
  `case c.type || ' ' || c.status ${changeTypes
    .flatMap((type) =>
      changeStatuses.map(
        (status) => `when '${type} ${status}' then array[${quoted(relevantPreconditions(type, status))}]::text[]`,
      ),
    )
    .join(" ")} end`,
);
