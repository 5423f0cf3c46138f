import { document } from "@/app/_document/document";
import { ButtonLink } from "@/components/basics/button";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { countsByClient, countsByMonth } from "@/lib/changes/emergency-share";
import { commonReportsOf, reportPath } from "@/lib/report/report-filter";
import { formatMonth } from "@/lib/time/format";
import { type LoadedEmergencies, loadEmergencies, monthsShown } from "./load";
import { ShareTable } from "./share-table";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Share of emergencies", load: loadEmergencies, render: EmergenciesPage });

function EmergenciesPage({ months, from, to, now, zone, parts }: LoadedEmergencies) {
  return (
    <Main>
      <PageHeader
        title="Share of emergencies"
        intro={
          <>
            Emergencies among all changes opened in the last {monthsShown} months, in {zone}. A high or growing share
            means that the normal process is too slow or that people bypass it. <ClauseLink clause="emergency" />
          </>
        }
        actions={commonReportsOf(now, zone)
          .filter(({ filter }) => filter.type)
          .map(({ label, filter }) => (
            <ButtonLink key={label} href={reportPath(filter)}>
              {label}
            </ButtonLink>
          ))}
      />
      <ShareTable
        caption="By month"
        head="Month"
        rows={countsByMonth(months, parts).map((month) => ({
          ...month,
          key: month.month,
          label: formatMonth(month.month),
          href: reportPath({ from: month.from, to: month.to }),
        }))}
        isSummed
      />
      <ShareTable
        caption="By client"
        head="Client"
        rows={countsByClient(parts).map(({ client, ...counted }) => ({
          ...counted,
          key: client?.name ?? "",
          label: client?.name ?? "No registered system",
          href: client ? reportPath({ from, to, client: client.id }) : null,
        }))}
        note="A change on systems of two clients counts for both."
      />
    </Main>
  );
}
