import type { RolePlan } from "./role-steps";
import { roleSteps } from "./role-steps";

/** The steps as a script for psql, which runs the statements that each query finds. */
export function rolesScript(plan: RolePlan): string {
  const steps = roleSteps(plan);
  const of = (where: "server" | "database") =>
    steps.filter((step) => step.in === where).map(({ query }) => `${query.trim()}\n\\gexec`);
  return [
    "-- The roles and the database of Windlass: for psql, as a superuser or as a role with CREATEROLE and CREATEDB.",
    "-- A second run changes nothing. Passwords stand here as SCRAM-SHA-256 verifiers.",
    "\\set ON_ERROR_STOP on",
    ...of("server"),
    "select current_setting('is_superuser') as is_superuser \\gset\n\\if :is_superuser",
    `\\connect "${plan.database.replaceAll('"', '""')}"`,
    ...of("database"),
    "\\endif",
    "",
  ].join("\n\n");
}
