import { plainNeed } from "@/lib/refusals/need-sentence";
import { books, needName, type RuleLine, ruleLines } from "@/lib/rules/rule-lines";
import { needs } from "@/lib/rules/rules";
import { policy } from "./policy";

/** The rulebook as a Markdown document. */
export const rulesDocument = (): string =>
  `${[
    "# The rules",
    "Generated from `lib/rules/rules.ts` by `npm run rules:document`; do not edit. A test holds it current.",
    `They carry out the ${policy.title} (owner: ${policy.owner}; last reviewed ${policy.lastReviewed}). What is not in them is refused. A field with * is required.`,
    ...books.flatMap(({ subject, heading }) => [`## ${heading}`, table(ruleLines(subject))]),
    "## Needs",
    "Facts that the database computes with its own clock. What Windlass says while one does not hold, where nothing more is known:",
    needs.map((need) => `- **${needName(need)}** (\`${need}\`): ${plainNeed(need)}`).join("\n"),
  ].join("\n\n")}\n`;

const heads = ["step", "types", "from → to", "by", "needs", "asks", "clause"];

const table = (lines: readonly RuleLine[]): string =>
  [heads, heads.map(() => "---"), ...lines.map(cells)].map(row).join("\n");

const cells = ({ step, types, from, to, by, needs, asks, clauseWords }: RuleLine): readonly string[] => [
  `\`${step}\``,
  types,
  `${from} → ${to}`,
  by,
  needs.map(needName).join(", "),
  asks.map((ask) => `\`${ask}\``).join(" "),
  clauseWords,
];

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
