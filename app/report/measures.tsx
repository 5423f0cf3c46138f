import { measuresOf } from "@/lib/report/measures";
import type { Trace } from "@/lib/report/trace";
import { MeasureTable } from "./measure-table";

export function Measures({ traces, now }: { traces: readonly Trace[]; now: string }) {
  const measures = measuresOf(traces, now);
  return (
    <>
      <MeasureTable caption="Shares" measures={measures.filter(({ kind }) => kind === "share")} />
      <p className="-mt-3 mb-5 text-sm print:hidden">
        <a className="link" href="/emergencies">
          The share of emergencies by month and by client
        </a>
      </p>
      <MeasureTable caption="Median times" measures={measures.filter(({ kind }) => kind === "median")} />
    </>
  );
}
