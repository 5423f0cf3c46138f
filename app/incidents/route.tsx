import { document } from "@/app/_document/document";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { incidentChoiceOf, incidentsPath } from "@/lib/incidents/incident-filter";
import { FilterLinks } from "./filter-links";
import { IncidentTable } from "./incident-table";
import { type LoadedIncidents, loadIncidents } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Incidents", load: loadIncidents, render: IncidentsPage });

function IncidentsPage({ filter, incidents, more, now, zone }: LoadedIncidents) {
  return (
    <Main>
      <PageHeader
        title="Incidents"
        intro={
          <>
            Every failed change is an incident: its root cause is investigated and its findings are documented.{" "}
            <ClauseLink clause="failed-incident" />
          </>
        }
      />
      <FilterLinks current={filter} />
      {incidents.length > 0 ? (
        <IncidentTable incidents={incidents} zone={zone} now={now} />
      ) : (
        <EmptyState>{incidentChoiceOf(filter)?.none}</EmptyState>
      )}
      <Pager
        newer={filter.before ? incidentsPath({ ...filter, before: undefined }) : null}
        older={more ? incidentsPath({ ...filter, before: incidents.at(-1)?.id }) : null}
      />
    </Main>
  );
}
