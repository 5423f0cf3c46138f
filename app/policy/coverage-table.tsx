import { Table } from "@/components/basics/table";
import { ClauseLink } from "@/components/record/refusal";
import type { ClauseCoverage } from "@/lib/policy/clause-coverage";

export const CoverageTable = ({ covered }: { covered: readonly ClauseCoverage[] }) => (
  <Table
    caption="Coverage of the policy"
    columns={["Clause", "Rules", "Tests", "Used", "Refused"]}
    rows={covered.map((clauseCoverage) => ({
      key: clauseCoverage.clause,
      cells: [
        <ClauseLink key="clause" clause={clauseCoverage.clause} />,
        <Rules key="rules" of={clauseCoverage} />,
        <Tests key="tests" files={clauseCoverage.tests} />,
        countCell(clauseCoverage.uses, "use"),
        countCell(clauseCoverage.refusals, "refusal"),
      ],
    }))}
  />
);

const Rules = ({ of: { rules, otherwise } }: { of: ClauseCoverage }) => (
  <span className={otherwise ? "text-muted" : ""}>
    {otherwise ?? [...new Set(rules.map(({ label }) => label))].join(", ")}
  </span>
);

const Tests = ({ files }: { files: readonly string[] }) => (
  <ul className="text-sm">
    {files.map((file) => (
      <li key={file}>
        <code className="break-all">{file}</code>
      </li>
    ))}
  </ul>
);

const countCell = (times: number, of: string) => (
  <span key={of} className="tabular-nums whitespace-nowrap">
    {times.toLocaleString("en")} {times === 1 ? of : `${of}s`}
  </span>
);
