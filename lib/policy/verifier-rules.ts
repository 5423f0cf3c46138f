import { changeTextFields } from "@/lib/changes/change-fields";
import { stepsOfPastAction } from "@/lib/rules/past-actions";
import { recordTypes } from "@/lib/rules/record";
import { rolesActingAs } from "@/lib/rules/roles";
import { pastActions, type Rule, rulesOf } from "@/lib/rules/rules";

const startMarker = "// <rules> by npm run rules:document, from lib/rules/rules.ts; a test holds them current.";
const endMarker = "// </rules>";

/**
 * The verifier's text with the rulebook that it carries as it is now: who may take which step from where, by which steps
 * somebody did what, and which texts a record's facts tell. An auditor's copy needs no other file, and believes no rules that a database or an export names.
 */
export function embedRules(verifier: string): string {
  const [before, rest] = verifier.split(startMarker);
  const after = rest?.split(endMarker)[1];
  if (before === undefined || after === undefined) throw new Error("The verifier has no <rules> section.");
  return `${before}${startMarker}\n${rulesText()}${endMarker}${after}`;
}

const rulesText = (): string =>
  [
    "// biome-ignore format: a row a step",
    "const rulebook = {",
    ...recordTypes.flatMap((kind) => [`  ${kind}: [`, ...rulesOf(kind).map((rule) => `    ${row(rule)},`), "  ],"]),
    "};",
    "// biome-ignore format: a row an act",
    "const stepsOfActs = {",
    ...pastActions.map((act) => `  ${act}: ${JSON.stringify(stepsOfPastAction(act))},`),
    "};",
    "// biome-ignore format: as it is written",
    `const textsOfFacts = ${JSON.stringify([...changeTextFields, "rootCause"])};`,
    "",
  ].join("\n");

const row = ({ step, types, from, to, by, preconditions, derived, tokenScope }: Rule): string => {
  const allowedActors = by.map(({ role, delegable, ...way }) => ({
    ...(role && { roles: rolesActingAs(role) }),
    ...(delegable && { lent: delegable }),
    ...way,
  }));
  const entryPreconditions = preconditions?.filter((need) => need === "entry_routine" || need === "entry_live");
  return JSON.stringify({
    step,
    types,
    from,
    to,
    by: allowedActors,
    needs: entryPreconditions?.length ? entryPreconditions : undefined,
    caused: derived,
    scope: tokenScope,
  });
};
