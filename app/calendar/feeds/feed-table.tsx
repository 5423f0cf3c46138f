import type { ReactNode } from "react";
import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { Empty } from "@/components/basics/empty";
import { Table } from "@/components/basics/table";
import { When } from "@/components/record/when";
import type { KnownFeed } from "@/db/calendar/list-feeds";
import { judge } from "@/lib/rules/judge";

type Props = { feeds: readonly KnownFeed[]; person: Person; caption: string; ofOthers?: boolean };

export function FeedTable({ feeds, person, caption, ofOthers = false }: Props) {
  const zone = zoneOf(person);
  if (feeds.length === 0) return <Empty>You have no feeds yet.</Empty>;
  return (
    <Table
      caption={caption}
      heads={["Name", ...(ofOthers ? ["Owner"] : []), "Shows", "Made", "Revoked"]}
      rows={feeds.map((feed) => ({
        key: String(feed.id),
        cells: [
          feed.name,
          ...(ofOthers ? [feed.person.name] : []),
          feed.withoutTitles ? "numbers, types and statuses" : "titles too",
          <OnPhone key="made" word="made">
            <When at={feed.createdAt} zone={zone} brief />
          </OnPhone>,
          feed.revokedAt ? (
            <OnPhone key="revoked" word="revoked">
              <When at={feed.revokedAt} zone={zone} brief />
            </OnPhone>
          ) : (
            <Revoke key="revoke" feed={feed} person={person} />
          ),
        ],
      }))}
    />
  );
}

/** On a phone rows become cards without column heads, so that cells carry their own. */
const OnPhone = ({ word, children }: { word: string; children: ReactNode }) => (
  <>
    <span className="md:hidden">{word} </span>
    {children}
  </>
);

function Revoke({ feed, person }: { feed: KnownFeed; person: Person }) {
  if (!judge("revoke_feed", personAsSubject(feed.person.id, feed.person.name), asJudged(person)).ok) return null;
  return (
    <FormOf
      step="revoke_feed"
      subject="person"
      type=""
      id={feed.person.id}
      world={worldOf({ person })}
      values={{ feed: String(feed.id) }}
      kept={null} // each form is about its own feed, whichever was refused
      look="quiet"
      label={`Revoke ${feed.name}`}
    />
  );
}
