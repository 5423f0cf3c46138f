import { pageOf } from "@/app/_request/page-of";
import { titled } from "@/app/_request/page-title";
import { Everybody } from "./everybody";
import { type LoadedPeople, loadPeople } from "./load";
import { OnePerson } from "./one-person";

export const generateMetadata = titled("People");

export default pageOf(loadPeople, PeoplePage);

function PeoplePage({ one, all }: LoadedPeople) {
  return one ? <OnePerson {...one} /> : <Everybody {...all} />;
}
