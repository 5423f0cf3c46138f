import type { Metadata } from "next";
import { Empty } from "@/components/empty";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { ClauseLink } from "@/components/refusal";
import { listIncidents } from "@/db/list-incidents";
import { filterOf } from "@/lib/change-filter";
import { requirePerson } from "../session";
import { zoneOf } from "../world";
import { IncidentTable } from "./incident-table";

export const metadata: Metadata = { title: "Incidents" };

export default async function IncidentsPage({ searchParams }: { searchParams: Promise<{ before?: string }> }) {
  const person = await requirePerson("/incidents");
  const { before } = filterOf(await searchParams);
  const { incidents, more, now } = await listIncidents(before);
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
      {incidents.length > 0 ? (
        <IncidentTable incidents={incidents} zone={zoneOf(person)} now={now} />
      ) : (
        <Empty>No change has failed.</Empty>
      )}
      <Pager newer={before ? "/incidents" : null} older={more ? `/incidents?before=${incidents.at(-1)?.id}` : null} />
    </Main>
  );
}
