import { needName, type RuleLine } from "@/lib/rule-lines";
import { ClauseLink } from "./refusal";

/** The rows of one book of rules; on a phone each is a card. */
export const RuleTable = ({ heading, lines }: { heading: string; lines: readonly RuleLine[] }) => (
  <table className="mb-6 w-full border-collapse text-left text-sm max-md:block print:text-[8pt]">
    <caption className="pb-1.5 text-left text-base font-semibold max-md:block">{heading}</caption>
    <thead className="border-b border-line-strong text-muted max-md:sr-only print:table-header-group">
      <tr>
        {["Step", "Types", "From", "To", "By", "Needs", "Clause"].map((head) => (
          <th key={head} scope="col" className="py-1.5 pr-3 font-medium">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody className="max-md:grid">
      {lines.map((line) => (
        <RuleRow key={line.key} line={line} />
      ))}
    </tbody>
  </table>
);

const RuleRow = ({ line }: { line: RuleLine }) => (
  <tr className="border-b border-line align-top max-md:grid max-md:gap-0.5 max-md:py-2.5 md:*:py-1.5 md:*:pr-3">
    <th scope="row" className="font-medium">
      {line.label} <code className="block text-muted max-md:inline">{line.step}</code>
    </th>
    <Cell head="Types">{line.types}</Cell>
    <Cell head="From">{line.from}</Cell>
    <Cell head="To">{line.to}</Cell>
    <Cell head="By">{line.by}</Cell>
    <Cell head="Needs">{line.needs.map(needName).join(", ")}</Cell>
    <Cell head="Clause">
      <ClauseLink clause={line.clause} />
    </Cell>
  </tr>
);

const Cell = ({ head, children }: { head: string; children: React.ReactNode }) => (
  <td className={children ? "break-words" : "max-md:hidden"}>
    <span className="text-muted md:hidden">{head}: </span>
    {children}
  </td>
);
