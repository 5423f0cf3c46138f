import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { ChangeRecord } from "@/db/read-change";
import type { HistoryEvent } from "@/db/read-history";
import { foundNotJustified } from "@/lib/emergency";
import { LinkedChangeList } from "../../linked-change-list";
import { ProposeFollowUp } from "../../propose-follow-up";
import type { Person } from "../../session";

type Props = { change: ChangeRecord; history: readonly HistoryEvent[]; person: Person };

/** What the change follows and what follows it; an emergency that was not justified asks for such a change until there is one. */
export function FollowUps({ change: { number, follows, followUps }, history, person }: Props) {
  const reviewer = foundNotJustified(history);
  return (
    <>
      {reviewer && followUps.length === 0 ? (
        <div className="mb-6">
          <Notice tone="warn" heading="A normal change has to follow">
            <p>
              {reviewer} found this emergency not justified. What it did still needs a normal change, reviewed and
              approved: propose the one that keeps it, or the one that takes it back.
            </p>
            <ProposeFollowUp number={number} person={person} />
          </Notice>
        </div>
      ) : null}
      {follows ? (
        <Section heading="Follows from">
          <LinkedChangeList changes={[follows]} />
        </Section>
      ) : null}
      {followUps.length > 0 ? (
        <Section heading="Follow-up changes" count={followUps.length}>
          <LinkedChangeList changes={followUps} />
        </Section>
      ) : null}
    </>
  );
}
