import { document } from "@/app/_document/document";
import { type LoadedPeople, loadPeople } from "./load";
import { PeopleOverview } from "./people-overview";
import { PersonDetails } from "./person-details";

export const dynamic = "force-dynamic";

export const GET = document({ title: "People", load: loadPeople, render: PeoplePage });

function PeoplePage({ details, overview }: LoadedPeople) {
  return details ? <PersonDetails {...details} /> : <PeopleOverview {...overview} />;
}
