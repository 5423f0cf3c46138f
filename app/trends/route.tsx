import { document } from "@/app/_document/document";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { type LoadedTrends, loadTrends } from "./load";
import { TrendChart } from "./trend-chart";
import { TrendTable } from "./trend-table";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Trends", load: loadTrends, render: TrendsPage });

function TrendsPage({ months, trends, zone }: LoadedTrends) {
  return (
    <Main>
      <PageHeader
        title="Trends"
        intro={
          <>
            The last {months.length} months, in {zone}: the figures that the{" "}
            <a className="link" href="/report">
              report
            </a>{" "}
            of each month shows, of the changes opened in it.
          </>
        }
      />
      <div className="mb-8 grid gap-4 sm:grid-cols-2 print:grid-cols-2">
        {trends.map((trend) => (
          <TrendChart key={trend.key} trend={trend} />
        ))}
      </div>
      <TrendTable months={months} trends={trends} />
    </Main>
  );
}
