import { document } from "@/app/_document/document";
import { GeneratedReport } from "./generated-report";
import { type LoadedReport, loadReportPage } from "./load";
import { ReportUnavailable } from "./report-unavailable";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Change report", load: loadReportPage, render: ReportPage });

function ReportPage({ unavailable, generated }: LoadedReport) {
  return unavailable ? <ReportUnavailable {...unavailable} /> : <GeneratedReport {...generated} />;
}
