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

const longestName = 120;
const most = 20;
/** A browser keeps a cookie of at most 4,096 bytes. */
const longestCookie = 3000;

/** What was found, as much of it as is told: names alone, and not all of very many. */
export function found(given: Pick<GroupsFound, "claim" | "in" | "problem">, names: readonly string[]): GroupsFound {
  const shown: string[] = [];
  for (const name of names.slice(0, most).map(printable))
    if (encodeURIComponent([...shown, name].join("%22,")).length < longestCookie) shown.push(name);
  const claim = given.claim.slice(0, 200);
  return { ...given, claim, names: shown, more: names.length - shown.length };
}

// It stands in the log, a line each.
const printable = (name: string): string => name.slice(0, longestName).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�");

/** Which claim was looked at and what came, in words. */
export function foundSentence({ claim, in: place, names, more, problem }: GroupsFound): string {
  if (!place)
    return `The identity provider sent no claim “${claim}”: not in the ID token, and ${problem ?? "not in userinfo either"}.`;
  if (names.length + more === 0) return `The claim “${claim}” of the ${place} names no group.`;
  return `The claim “${claim}” of the ${place} names ${names.map((name) => `“${name}”`).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
