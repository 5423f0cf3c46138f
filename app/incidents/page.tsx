import type { Metadata } from "next";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { listIncidents } from "@/db/incidents/list-incidents";
import { choiceOf, incidentFilterOf, incidentsPath } from "@/lib/incidents/filter";
import { FilterLinks } from "./filter-links";
import { IncidentTable } from "./incident-table";

export const metadata: Metadata = { title: "Incidents" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function IncidentsPage({ searchParams }: { searchParams: Search }) {
  const filter = incidentFilterOf(await searchParams);
  const person = await requirePerson(incidentsPath(filter));
  const { incidents, more, now } = await listIncidents(filter);
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
        <IncidentTable incidents={incidents} zone={zoneOf(person)} now={now} />
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
