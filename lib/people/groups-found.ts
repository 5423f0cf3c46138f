import { z } from "zod";

/** Where a provider's groups were looked for at a sign-in, and what was found. */
export const groupsFound = z.object({
  claim: z.string().max(200),
  /** Where the claim was; null where it was nowhere. */
  in: z.enum(["id token", "userinfo"]).nullable(),
  names: z.array(z.string().max(200)).max(50),
  /** How many groups there are beside those named. */
  more: z.number().int().min(0),
  /** Why userinfo was not read; null where it was, or did not have to be. */
  problem: z.string().max(300).nullable(),
});
export type GroupsFound = z.infer<typeof groupsFound>;

const maxNameLength = 120;
const maxNames = 20;
/** A browser keeps a cookie of at most 4,096 bytes. */
const maxCookieBytes = 3000;

/** The groups found, for a message: names only, and not all of very many. */
export function toGroupsFound(
  lookup: Pick<GroupsFound, "claim" | "in" | "problem">,
  names: readonly string[],
): GroupsFound {
  const shownNames: string[] = [];
  for (const name of names.slice(0, maxNames).map(printable))
    if (encodeURIComponent([...shownNames, name].join("%22,")).length < maxCookieBytes) shownNames.push(name);
  const claim = lookup.claim.slice(0, 200);
  return { ...lookup, claim, names: shownNames, more: names.length - shownNames.length };
}

// It stands in the log, a line each.
const printable = (name: string): string =>
  name.slice(0, maxNameLength).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�");

/** Which claim was looked at and what came, in words. */
export function groupsFoundSentence({ claim, in: source, names, more, problem }: GroupsFound): string {
  if (!source)
    return `The identity provider sent no claim “${claim}”: not in the ID token, and ${problem ?? "not in userinfo either"}.`;
  if (names.length + more === 0) return `The claim “${claim}” of the ${source} names no group.`;
  return `The claim “${claim}” of the ${source} names ${names.map((name) => `“${name}”`).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
