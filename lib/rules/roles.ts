export const roles = ["operator", "reviewer", "ops_lead", "auditor"] as const;
export type Role = (typeof roles)[number];

/** Reviewer and operations lead include operator; nobody else includes anything. */
const includedIn: Record<Role, readonly Role[]> = {
  operator: ["operator", "reviewer", "ops_lead"],
  reviewer: ["reviewer"],
  ops_lead: ["ops_lead"],
  auditor: ["auditor"],
};

/** The roles of which one is enough to act as `role`. */
export const rolesActingAs = (role: Role): readonly Role[] => includedIn[role];

/** An auditor reads everything and takes no step, whatever else they hold. */
export const isReadOnly = (held: readonly Role[]): boolean => held.includes("auditor");

/** Whether a person who holds `held` may act as `role`. */
export const actsAs = (held: readonly Role[], role: Role): boolean =>
  includedIn[role].some((sufficient) => held.includes(sufficient));

/** Whether a person who holds `held` leads operations, and takes steps. */
export const isActiveLead = (held: readonly Role[]): boolean => actsAs(held, "ops_lead") && !isReadOnly(held);

export const isRole = (text: string): text is Role => roles.some((role) => role === text);
