import type { Metadata } from "next";
import { pageOf } from "@/app/_request/page-of";
import { DrawnReport } from "./drawn-report";
import { type LoadedReport, loadReportPage } from "./load";
import { NoReport } from "./no-report";

export const metadata: Metadata = { title: "Change report" };

export default pageOf(loadReportPage, ReportPage);

function ReportPage({ none, drawn }: LoadedReport) {
  return none ? <NoReport {...none} /> : <DrawnReport {...drawn} />;
}
