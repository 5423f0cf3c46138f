import type { Asked, Loaded } from "@/app/_document/document";
import { keptFor, shownOnce } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { feedsOf, feedsOfOthers } from "@/db/calendar/list-feeds";
import { readSystems } from "@/db/systems/read-systems";
import { judge } from "@/lib/rules/judge";

export type LoadedFeeds = Loaded<typeof loadFeeds>;

const path = "/calendar/feeds";

/** The reader's feeds, and the address of one just made. Others' feeds are read only for somebody who may revoke them. */
export async function loadFeeds({ query, person }: Asked<object, { kept?: string; shown?: string }>) {
  const revokesOthers = judge("revoke_feed", personAsSubject(0, "Someone else"), asJudged(person)).ok;
  const [address, kept, own, others, systems] = await Promise.all([
    shownOnce(person.token, path, query.shown),
    keptFor(person.token, path, query.kept),
    feedsOf(person.personId),
    revokesOthers ? feedsOfOthers(person.personId) : [],
    readSystems(),
  ]);
  return {
    ...{ person, address, kept, own, others },
    world: worldOf({ person }),
    /** An example for the filters. */
    system: systems.find(({ managed }) => managed),
  };
}
