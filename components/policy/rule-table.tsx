import { ClauseLink } from "@/components/record/refusal";
import { preconditionName, type RuleLine } from "@/lib/rules/rule-lines";

/** The rows of one book of rules; on a phone each is a card. */
export const RuleTable = ({ heading, lines }: { heading: string; lines: readonly RuleLine[] }) => (
  <table className="mb-6 w-full table-fixed border-collapse text-left text-sm cards:block print:text-[8pt]">
    <caption className="pb-1.5 text-left text-base font-semibold cards:block">{heading}</caption>
    <thead className="border-b border-line-strong text-muted cards:sr-only">
      <tr>
        <Head className="w-[16%]">Step</Head>
        <Head className="w-[10%]">Types</Head>
        <Head className="w-[13%]">From</Head>
        <Head className="w-[10%]">To</Head>
        <Head className="w-[21%]">By</Head>
        <Head className="w-[14%]">Needs</Head>
        <Head className="w-[16%]">Clause</Head>
      </tr>
    </thead>
    <tbody className="cards:grid">
      {lines.map((line) => (
        <RuleRow key={line.key} line={line} />
      ))}
    </tbody>
  </table>
);

const Head = ({ className, children }: { className: string; children: string }) => (
  <th scope="col" className={`py-1.5 pr-3 font-medium ${className}`}>
    {children}
  </th>
);

const RuleRow = ({ line }: { line: RuleLine }) => (
  <tr className="border-b border-line align-top cards:grid cards:gap-0.5 cards:py-2.5 rows:*:py-1.5 rows:*:pr-3">
    <th scope="row" className="font-medium">
      {line.label} <code className="block text-muted cards:inline">{line.step}</code>
    </th>
    <Cell head="Types">{line.types}</Cell>
    <Cell head="From">{line.from}</Cell>
    <Cell head="To">{line.to}</Cell>
    <Cell head="By">{line.by}</Cell>
    <Cell head="Needs">{line.preconditions.map(preconditionName).join(", ")}</Cell>
    <Cell head="Clause">
      <ClauseLink clause={line.clause} />
    </Cell>
  </tr>
);

const Cell = ({ head, children }: { head: string; children: React.ReactNode }) => (
  <td className={children ? "break-words" : "cards:hidden"}>
    <span className="text-muted rows:hidden">{head}: </span>
    {children}
  </td>
);
