import { actsAs, isReadOnly, type Role } from "@/lib/rules/roles";

/** A token acts as an operator and as nothing more, whatever else its person is; an auditor’s reads. `roles_of_token()` in SQL. */
export const rolesOfToken = (held: readonly Role[]): readonly Role[] =>
  isReadOnly(held) ? held : held.length > 0 && rolesThatWork.some((role) => actsAs(held, role)) ? ["operator"] : [];

const rolesThatWork = ["operator", "reviewer", "ops_lead"] as const satisfies readonly Role[];
