import type { ChangeAudit } from "@/lib/report/change-audit";
import { measuresOf } from "@/lib/report/figures/measures";
import { MeasureTable } from "./measure-table";

export function Measures({ audits, now }: { audits: readonly ChangeAudit[]; now: string }) {
  const measures = measuresOf(audits, now);
  return (
    <>
      <MeasureTable caption="Shares" measures={measures.filter(({ kind }) => kind === "share")} />
      <p className="-mt-3 mb-5 text-sm print:hidden">
        <a className="link" href="/emergencies">
          The share of emergencies by month and by client
        </a>
        {" · "}
        <a className="link" href="/trends">
          Trends of the last twelve months
        </a>
      </p>
      <MeasureTable caption="Median times" measures={measures.filter(({ kind }) => kind === "median")} />
    </>
  );
}
