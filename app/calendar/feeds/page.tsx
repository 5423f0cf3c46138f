import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { keptFor, shownOnce } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { feedsOf, feedsOfOthers } from "@/db/calendar/list-feeds";
import { readSystems } from "@/db/systems/read-systems";
import { judge } from "@/lib/rules/judge";
import { FeedAddress } from "./feed-address";
import { FeedFilters } from "./feed-filters";
import { FeedTable } from "./feed-table";

export const generateMetadata = titled("Calendar feeds");

const path = "/calendar/feeds";
type Query = { kept?: string; shown?: string };

export default async function FeedsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const person = await requirePerson(path);
  const query = await searchParams;
  const revokesOthers = judge("revoke_feed", personAsSubject(0, "Somebody else"), asJudged(person)).ok;
  const [address, kept, own, others, systems] = await Promise.all([
    shownOnce(person.token, path, query.shown),
    keptFor(person.token, path, query.kept),
    feedsOf(person.personId),
    revokesOthers ? feedsOfOthers(person.personId) : [],
    readSystems(),
  ]);
  return (
    <Main>
      <PageHead
        title="Calendar feeds"
        above={
          <a className="link" href="/calendar">
            Calendar
          </a>
        }
        lead="Google, Outlook and Apple calendars read the change calendar at an address of your own. It can only be read, and it shows what happened in the last month and what is planned for the next year."
      />
      <KeptNotice kept={kept} offered />
      {address ? <FeedAddress address={address} /> : null}
      <Section heading="Your feeds" count={own.length}>
        <FeedTable feeds={own} person={person} caption="Your calendar feeds" />
      </Section>
      <Section heading="Make a feed">
        <div className="max-w-md">
          <FormOf
            step="make_feed"
            subject="person"
            type=""
            id={person.personId}
            world={worldOf({ person })}
            kept={kept}
          />
        </div>
      </Section>
      <FeedFilters system={systems.find(({ managed }) => managed)} person={person} />
      {others.length > 0 ? (
        <Section heading="Feeds of others" count={others.length}>
          <FeedTable feeds={others} person={person} caption="Calendar feeds of others that are not revoked" ofOthers />
        </Section>
      ) : null}
    </Main>
  );
}
