import { document } from "@/app/_document/document";
import { DrawnReport } from "./drawn-report";
import { type LoadedReport, loadReportPage } from "./load";
import { NoReport } from "./no-report";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Change report", load: loadReportPage, draw: ReportPage });

function ReportPage({ none, drawn }: LoadedReport) {
  return none ? <NoReport {...none} /> : <DrawnReport {...drawn} />;
}
