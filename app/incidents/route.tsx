import { document } from "@/app/_document/document";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { choiceOf, incidentsPath } from "@/lib/incidents/filter";
import { FilterLinks } from "./filter-links";
import { IncidentTable } from "./incident-table";
import { type LoadedIncidents, loadIncidents } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Incidents", load: loadIncidents, draw: IncidentsPage });

function IncidentsPage({ filter, incidents, more, now, zone }: LoadedIncidents) {
  return (
    <Main>
      <PageHead
        title="Incidents"
        lead={
          <>
            Every failed change is an incident: its root cause is investigated and its findings are documented.{" "}
            <ClauseLink clause="failed-incident" />
          </>
        }
      />
      <FilterLinks shown={filter} />
      {incidents.length > 0 ? (
        <IncidentTable incidents={incidents} zone={zone} now={now} />
      ) : (
        <Empty>{choiceOf(filter)?.none}</Empty>
      )}
      <Pager
        newer={filter.before ? incidentsPath({ ...filter, before: undefined }) : null}
        older={more ? incidentsPath({ ...filter, before: incidents.at(-1)?.id }) : null}
      />
    </Main>
  );
}
