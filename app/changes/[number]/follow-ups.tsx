import { LinkedChangeList } from "@/app/_record/linked-change-list";
import { ProposeFollowUp } from "@/app/_record/propose-follow-up";
import type { SessionUser } from "@/app/_request/session";
import { Notice } from "@/components/basics/notice";
import { Section } from "@/components/shell/section";
import type { ChangeRecord } from "@/db/changes/read-change";
import type { HistoryEvent } from "@/db/changes/read-history";
import { foundNotJustified } from "@/lib/changes/emergency-actions";

type FollowUpRequiredProps = { change: ChangeRecord; history: readonly HistoryEvent[]; person: SessionUser };

/** Shown until a normal change follows the unjustified emergency. */
export function FollowUpRequired({ change: { number, followUps }, history, person }: FollowUpRequiredProps) {
  const reviewer = foundNotJustified(history);
  if (!reviewer || followUps.length > 0) return null;
  return (
    <div className="mb-6">
      <Notice tone="warn" heading="A normal change must follow">
        <p>
          {reviewer} found this emergency not justified. Propose a normal change that keeps the result or reverts it,
          for review and approval.
        </p>
        <ProposeFollowUp number={number} person={person} />
      </Notice>
    </div>
  );
}

export const FollowUps = ({ change: { follows, followUps } }: { change: ChangeRecord }) => (
  <>
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
