import { plainPreconditionSentence } from "@/lib/refusals/precondition-sentence";
import { preconditionName, type RuleLine, rulebookHeadings, ruleLines } from "@/lib/rules/rule-lines";
import { preconditions } from "@/lib/rules/rules";
import { policy } from "./policy";

/** The rulebook as a Markdown document. */
export const rulesDocument = (): string =>
  `${[
    "# The rules",
    "Generated from `lib/rules/rules.ts` by `npm run rules:document`; do not edit. A test fails when it is outdated.",
    `They carry out the ${policy.title} (owner: ${policy.owner}; last reviewed ${policy.lastReviewed}). What is not in them is refused. A field with * is required. A token takes only the steps that name a scope, as an operator.`,
    ...rulebookHeadings.flatMap(({ recordType, heading }) => [`## ${heading}`, table(ruleLines(recordType))]),
    "## Needs",
    "Facts that the database computes with its own clock. The message shown while one does not hold, without its details:",
    preconditions
      .map(
        (precondition) =>
          `- **${preconditionName(precondition)}** (\`${precondition}\`): ${plainPreconditionSentence(precondition)}`,
      )
      .join("\n"),
  ].join("\n\n")}\n`;

const columnHeadings = ["step", "types", "from → to", "by", "needs", "asks", "clause", "token’s scope"];

const table = (lines: readonly RuleLine[]): string =>
  [columnHeadings, columnHeadings.map(() => "---"), ...lines.map(cells)].map(row).join("\n");

const cells = ({
  step,
  types,
  from,
  to,
  by,
  preconditions,
  inputs,
  clauseTitle,
  tokenScope,
}: RuleLine): readonly string[] => [
  `\`${step}\``,
  types,
  `${from} → ${to}`,
  by,
  preconditions.map(preconditionName).join(", "),
  inputs.map((input) => `\`${input}\``).join(" "),
  clauseTitle,
  tokenScope && `\`${tokenScope}\``,
];

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
