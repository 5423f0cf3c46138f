import { isRole, type Role, roles } from "@/lib/rules/roles";

/** Which group of the identity provider gives which role; one pair a group. */
export type RoleGroups = readonly { role: Role; group: string }[];

type ClaimedRoles = { roles: Role[]; overage: boolean };

/** The roles that a provider's claims give: exact group names only, so that unknown or missing groups give none. */
export function rolesFromClaims(
  claims: Record<string, unknown>,
  groupsClaim: string,
  roleGroups: RoleGroups,
): ClaimedRoles {
  const overage = hasGroupsOverage(claims, groupsClaim);
  const heldGroups = overage ? [] : (groupsFromClaims(claims, groupsClaim, roleGroups) ?? []);
  const givenRoles = roleGroups.filter(({ group }) => heldGroups.includes(group)).map(({ role }) => role);
  return { roles: roles.filter((role) => givenRoles.includes(role)), overage };
}

/**
 * The groups that stand in the claim, by their names; null where there is no such claim. A provider that gives one text for
 * all of them parts them by commas, semicolons, bars or line breaks, distinguished names by the latter three.
 */
export function groupsFromClaims(
  claims: Record<string, unknown>,
  groupsClaim: string,
  roleGroups: RoleGroups,
): readonly string[] | null {
  const claim = claimAt(claims, groupsClaim);
  if (typeof claim === "string") return splitGroups(claim, new Set(roleGroups.map(({ group }) => group)));
  if (Array.isArray(claim)) return claim.filter((group) => typeof group === "string");
  return claim === undefined || claim === null ? null : [];
}

/** Entra sends these instead of the groups when a person is in too many: then nobody knows which they are. */
export function hasGroupsOverage(claims: Record<string, unknown>, groupsClaim: string): boolean {
  const claimNames = claims._claim_names;
  if (typeof claimNames === "object" && claimNames !== null && Object.hasOwn(claimNames, groupsClaim)) return true;
  return claims.hasgroups === true || claims.hasgroups === "true";
}

/**
 * Reads `operator=a,reviewer="CN=b,OU=c"`: the pairs, or a sentence that says what is wrong. A role may have several groups; a
 * name with commas, or with blanks at its ends, stands in quotation marks, in which `\"` is one and `\\` a backslash.
 */
export function parseRoleGroups(text: string): RoleGroups | string {
  const pairs: { role: Role; group: string }[] = [];
  const entries = parseEntries(text);
  if (entries === null) return "a quotation mark is never closed, or text follows a closing quotation mark.";
  for (const { word, group } of entries) {
    const [role = "", ...rest] = word.split("=");
    const name = group ?? rest.join("=");
    if (!isRole(role) || name === "") return `"${word}" is not role=group with one of the roles ${roles.join(", ")}.`;
    pairs.push({ role, group: name });
  }
  return pairs;
}

/** What stands between the commas; a quoted group comes apart from its `role=`. Null where the quotation marks are wrong. */
function parseEntries(text: string): { word: string; group: string | null }[] | null {
  const entries: { word: string; group: string | null }[] = [];
  let rest = text;
  for (;;) {
    const quoted = /^\s*([a-z_]*=)\s*"((?:[^"\\]|\\["\\])*)"\s*(?:,|$)/.exec(rest);
    const plain = quoted ? null : /^([^",]*)(?:,|$)/.exec(rest);
    const found = quoted ?? plain;
    if (!found) return null;
    const [whole, word = "", group = ""] = found;
    entries.push({ word: word.trim(), group: quoted ? group.replaceAll(/\\(["\\])/g, "$1") : null });
    if (!whole.endsWith(",")) return entries;
    rest = rest.slice(whole.length);
  }
}

/** The value at a claim's name, or at a path of names with dots between them; a name may itself have dots in it. */
function claimAt(within: unknown, path: string): unknown {
  if (typeof within !== "object" || within === null || Array.isArray(within)) return undefined;
  const here = new Map(Object.entries(within));
  if (here.has(path)) return here.get(path);
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const found = claimAt(here.get(path.slice(0, dot)), path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The groups in one text. What is a group as it stands is one, whatever is in it. */
function splitGroups(text: string, knownGroups: ReadonlySet<string>): readonly string[] {
  if (knownGroups.has(text) || knownGroups.has(text.trim())) return [text.trim()];
  const parts = splitBy(text, isDistinguishedName(text) ? /[;|\n]/ : /[,;|\n]/);
  return parts.length > 1 ? parts : splitByBlanks(text, knownGroups);
}

// "Former operators" is one group, not that of the operators: words are groups only where each looks like the name of one.
function splitByBlanks(text: string, knownGroups: ReadonlySet<string>): readonly string[] {
  const words = splitBy(text, /\s/);
  return words.every((word) => knownGroups.has(word) || /[-_./:@\d]/.test(word)) ? words : [text.trim()];
}

const splitBy = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");

const isDistinguishedName = (text: string): boolean =>
  splitBy(text, /[;|\n]/).some((part) => /^[a-z][a-z\d.]*=[^,]+,/i.test(part));
