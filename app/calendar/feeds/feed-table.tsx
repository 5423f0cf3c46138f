import type { ReactNode } from "react";
import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { EmptyState } from "@/components/basics/empty-state";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import type { ListedFeed } from "@/db/calendar/list-calendar-feeds";
import { judge } from "@/lib/rules/judge";

type Props = { feeds: readonly ListedFeed[]; person: SessionUser; caption: string; isOthers?: boolean };

export function FeedTable({ feeds, person, caption, isOthers = false }: Props) {
  const zone = userZone(person);
  if (feeds.length === 0) return <EmptyState>You have no feeds yet.</EmptyState>;
  return (
    <Table
      caption={caption}
      columns={["Name", ...(isOthers ? ["Owner"] : []), "Titles", "Created", "Revoked"]}
      rows={feeds.map((feed) => ({
        key: String(feed.id),
        cells: [
          feed.name,
          ...(isOthers ? [feed.person.name] : []),
          <PhoneLabel key="titles" label="titles">
            {feed.withoutTitles ? "left out" : "shown"}
          </PhoneLabel>,
          <PhoneLabel key="created" label="created">
            <DateTime at={feed.createdAt} zone={zone} isBrief />
          </PhoneLabel>,
          feed.revokedAt ? (
            <PhoneLabel key="revoked" label="revoked">
              <DateTime at={feed.revokedAt} zone={zone} isBrief />
            </PhoneLabel>
          ) : (
            <div key="revoke" className="md:-my-1.5">
              <RevokeForm feed={feed} person={person} />
            </div>
          ),
        ],
      }))}
    />
  );
}

/** On a phone rows become cards without column heads, so that cells carry their own. */
const PhoneLabel = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <span className="md:hidden">{label} </span>
    {children}
  </>
);

function RevokeForm({ feed, person }: { feed: ListedFeed; person: SessionUser }) {
  if (!judge("revoke_feed", toPersonState(feed.person.id, feed.person.name), toActor(person)).ok) return null;
  return (
    <StepFormWithDraft
      step="revoke_feed"
      recordType="person"
      type=""
      id={feed.person.id}
      options={formOptionsFor({ person })}
      values={{ feed: String(feed.id) }}
      formDraft={null} // each form is about its own feed, whichever was refused
      variant="quiet"
      label={`Revoke ${feed.name}`}
    />
  );
}
