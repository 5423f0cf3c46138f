import { document } from "@/app/_document/document";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { FeedAddress } from "./feed-address";
import { FeedFilters } from "./feed-filters";
import { FeedTable } from "./feed-table";
import { type LoadedFeeds, loadFeeds } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Calendar feeds", load: loadFeeds, render: FeedsPage });

function FeedsPage({ person, address, formDraft, own, others, formOptions, ...filters }: LoadedFeeds) {
  return (
    <Main>
      <PageHeader
        title="Calendar feeds"
        above={
          <a className="link" href="/calendar">
            Calendar
          </a>
        }
        intro="Read the change calendar in Google, Outlook or Apple Calendar at your own address. A feed is read-only and covers the last month and the next year."
      />
      <FormDraftNotice formDraft={formDraft} offered />
      {address ? <FeedAddress address={address} /> : null}
      <Section heading="Your feeds" count={own.length}>
        <FeedTable feeds={own} person={person} caption="Your calendar feeds" />
      </Section>
      <Section heading="Create a feed">
        <div className="max-w-md">
          <StepFormWithDraft
            step="make_feed"
            recordType="person"
            type=""
            id={person.personId}
            options={formOptions}
            formDraft={formDraft}
          >
            <FeedFilters {...filters} />
          </StepFormWithDraft>
        </div>
      </Section>
      {others.length > 0 ? (
        <Section heading="Other people’s feeds" count={others.length}>
          <FeedTable feeds={others} person={person} caption="Other people’s calendar feeds in use" isOthers />
        </Section>
      ) : null}
    </Main>
  );
}
