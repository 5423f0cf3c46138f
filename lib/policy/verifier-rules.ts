import { changeTexts } from "@/lib/changes/change-fields";
import { stepsOfAct } from "@/lib/rules/acts";
import { subjectTypes } from "@/lib/rules/record";
import { rolesActingAs } from "@/lib/rules/roles";
import { acts, type Rule, rulesOf } from "@/lib/rules/rules";

const begins = "// <rules> by npm run rules:document, from lib/rules/rules.ts; a test holds them current.";
const ends = "// </rules>";

/**
 * The verifier's text with the rulebook that it carries as it is now: who may take which step from where, by which steps
 * somebody did what, and which texts a record's facts tell. An auditor's copy needs no other file, and believes no rules that a database or an export names.
 */
export function withRules(verifier: string): string {
  const [before, rest] = verifier.split(begins);
  const after = rest?.split(ends)[1];
  if (before === undefined || after === undefined) throw new Error("The verifier has no place for its rules.");
  return `${before}${begins}\n${rulesText()}${ends}${after}`;
}

const rulesText = (): string =>
  [
    "// biome-ignore format: a row a step",
    "const rulebook = {",
    ...subjectTypes.flatMap((kind) => [`  ${kind}: [`, ...rulesOf(kind).map((rule) => `    ${row(rule)},`), "  ],"]),
    "};",
    "// biome-ignore format: a row an act",
    "const stepsOfActs = {",
    ...acts.map((act) => `  ${act}: ${JSON.stringify(stepsOfAct(act))},`),
    "};",
    "// biome-ignore format: as it is written",
    `const textsOfFacts = ${JSON.stringify([...changeTexts, "rootCause"])};`,
    "",
  ].join("\n");

const row = ({ step, types, from, to, by, needs, caused }: Rule): string => {
  const ways = by.map(({ role, ...way }) => ({ ...(role && { roles: rolesActingAs(role) }), ...way }));
  const needed = needs?.filter((need) => need === "entry_routine" || need === "entry_live");
  return JSON.stringify({ step, types, from, to, by: ways, needs: needed?.length ? needed : undefined, caused });
};
