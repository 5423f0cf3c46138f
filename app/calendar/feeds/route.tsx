import { document } from "@/app/_document/document";
import { FormOf } from "@/app/_steps/panel/form-of";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { FeedAddress } from "./feed-address";
import { FeedFilters } from "./feed-filters";
import { FeedTable } from "./feed-table";
import { type LoadedFeeds, loadFeeds } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Calendar feeds", load: loadFeeds, draw: FeedsPage });

function FeedsPage({ person, address, kept, own, others, world, system }: LoadedFeeds) {
  return (
    <Main>
      <PageHead
        title="Calendar feeds"
        above={
          <a className="link" href="/calendar">
            Calendar
          </a>
        }
        lead="Read the change calendar in Google, Outlook or Apple Calendar at your own address. A feed is read-only and covers the last month and the next year."
      />
      <KeptNotice kept={kept} offered />
      {address ? <FeedAddress address={address} /> : null}
      <Section heading="Your feeds" count={own.length}>
        <FeedTable feeds={own} person={person} caption="Your calendar feeds" />
      </Section>
      <Section heading="Make a feed">
        <div className="max-w-md">
          <FormOf step="make_feed" subject="person" type="" id={person.personId} world={world} kept={kept} />
        </div>
      </Section>
      <FeedFilters system={system} person={person} />
      {others.length > 0 ? (
        <Section heading="Other people’s feeds" count={others.length}>
          <FeedTable feeds={others} person={person} caption="Other people’s calendar feeds in use" ofOthers />
        </Section>
      ) : null}
    </Main>
  );
}
