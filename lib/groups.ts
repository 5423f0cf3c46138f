import { isRole, type Role, roles } from "./roles";

/** Which group of the identity provider gives which role; one pair a group. */
export type RoleGroups = readonly { role: Role; group: string }[];

export type RolesFound = { roles: Role[]; overage: boolean };

/** The roles that a verified id token gives: exact group names only, so that unknown or missing groups give none. */
export function rolesOf(claims: Record<string, unknown>, groupsClaim: string, roleGroups: RoleGroups): RolesFound {
  const overage = isOverage(claims, groupsClaim);
  const held = overage ? [] : groupsIn(claims[groupsClaim]);
  const given = roleGroups.filter(({ group }) => held.includes(group)).map(({ role }) => role);
  return { roles: roles.filter((role) => given.includes(role)), overage };
}

/** Reads `operator=a,reviewer=b`: the pairs, or a sentence that says what is wrong. A role may have several groups. */
export function readRoleGroups(text: string): RoleGroups | string {
  const pairs: { role: Role; group: string }[] = [];
  for (const entry of text.split(",").map((part) => part.trim())) {
    const [role = "", ...rest] = entry.split("=");
    const group = rest.join("=");
    if (!isRole(role) || group === "") return `"${entry}" is not role=group with one of the roles ${roles.join(", ")}.`;
    pairs.push({ role, group });
  }
  return pairs;
}

// Entra sends these instead of the groups when a person is in too many: then nobody knows which they are.
function isOverage(claims: Record<string, unknown>, groupsClaim: string): boolean {
  const elsewhere = claims._claim_names;
  if (typeof elsewhere === "object" && elsewhere !== null && groupsClaim in elsewhere) return true;
  return claims.hasgroups === true || claims.hasgroups === "true";
}

function groupsIn(claim: unknown): string[] {
  if (typeof claim === "string") return [claim];
  return Array.isArray(claim) ? claim.filter((group) => typeof group === "string") : [];
}
