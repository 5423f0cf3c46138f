import { document } from "@/app/_document/document";
import { Everybody } from "./everybody";
import { type LoadedPeople, loadPeople } from "./load";
import { OnePerson } from "./one-person";

export const dynamic = "force-dynamic";

export const GET = document({ title: "People", load: loadPeople, draw: PeoplePage });

function PeoplePage({ one, all }: LoadedPeople) {
  return one ? <OnePerson {...one} /> : <Everybody {...all} />;
}
