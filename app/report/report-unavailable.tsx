import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { periodOf } from "@/lib/report/report-filter";
import { ReportForm } from "./form/report-form";
import type { LoadedReport } from "./load";

type Props = NonNullable<LoadedReport["unavailable"]>;

export const ReportUnavailable = ({ filter, now, zone, sentence, filterOptions }: Props) => (
  <Main className="report">
    <PageHeader title="Change report" />
    <div className="mb-5">
      <Notice tone="warn" heading="No report was generated" role="status">
        <p>{sentence}</p>
      </Notice>
    </div>
    <ReportForm {...{ filter, now, zone, filterOptions }} period={periodOf(filter, now, zone)} />
  </Main>
);
