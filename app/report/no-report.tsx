import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { periodOf } from "@/lib/report/filter";
import type { LoadedReport } from "./load";
import { ReportForm } from "./report-form";

type Props = NonNullable<LoadedReport["none"]>;

export const NoReport = ({ filter, now, zone, sentence, places }: Props) => (
  <Main className="report">
    <PageHead title="Change report" />
    <div className="mb-5">
      <Notice tone="warn" heading="No report was generated" role="status">
        <p>{sentence}</p>
      </Notice>
    </div>
    <ReportForm {...{ filter, now, zone, places }} period={periodOf(filter, now, zone)} />
  </Main>
);
