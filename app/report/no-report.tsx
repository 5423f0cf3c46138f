import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { readPlaces } from "@/db/systems/read-places";
import { periodOf, type ReportFilter } from "@/lib/report/filter";
import { ReportForm } from "./report-form";

type Props = { filter: ReportFilter; now: string; zone: string; sentence: string };

/** Why no report is drawn, above the form in which another period is chosen. */
export async function NoReport({ filter, now, zone, sentence }: Props) {
  return (
    <Main className="report">
      <PageHead title="Change report" />
      <div className="mb-5">
        <Notice tone="warn" heading="No report was drawn" role="status">
          <p>{sentence}</p>
        </Notice>
      </div>
      <ReportForm {...{ filter, now, zone }} period={periodOf(filter, now, zone)} places={await readPlaces(filter)} />
    </Main>
  );
}
