import { Table } from "@/components/basics/table";
import { ClauseLink } from "@/components/record/refusal";
import type { Covered } from "@/lib/policy/coverage";

export const CoverageTable = ({ covered }: { covered: readonly Covered[] }) => (
  <Table
    caption="Coverage of the policy"
    heads={["Clause", "Rules", "Tests", "Used", "Refused"]}
    rows={covered.map((one) => ({
      key: one.clause,
      cells: [
        <ClauseLink key="clause" clause={one.clause} />,
        <Rules key="rules" of={one} />,
        <Tests key="tests" files={one.tests} />,
        counted(one.uses, "use"),
        counted(one.refusals, "refusal"),
      ],
    }))}
  />
);

const Rules = ({ of: { rules, otherwise } }: { of: Covered }) => (
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

const counted = (times: number, of: string) => (
  <span key={of} className="tabular-nums whitespace-nowrap">
    {times.toLocaleString("en")} {times === 1 ? of : `${of}s`}
  </span>
);
