import { Notice } from "@/components/basics/notice";
import { Countdown } from "@/components/record/countdown";
import { DateTime } from "@/components/record/date-time";
import { ClauseLink } from "@/components/record/refusal";
import type { ChangeRecord } from "@/db/changes/read-change";
import { documentationDue } from "@/lib/changes/deadlines";
import { isUnrecordedTrigger } from "@/lib/rules/record";
import { formatCountdown } from "@/lib/time/countdown";
import { formatAge } from "@/lib/time/format";

export function DocumentationDeadline({ change, zone }: { change: ChangeRecord; zone: string }) {
  const { startedAt, factsCompleteAt, now } = change;
  if (!startedAt) return null;
  const due = documentationDue(startedAt);
  if (factsCompleteAt)
    return (
      <Notice tone={factsCompleteAt > due ? "warn" : "good"}>
        <p>
          The five facts were complete <DateTime at={factsCompleteAt} zone={zone} />,{" "}
          {factsCompleteAt > due ? `${formatAge(due, factsCompleteAt)} late.` : "in time."} Document the emergency as
          soon as it is over.
        </p>
      </Notice>
    );
  const { isPast } = formatCountdown(now, due);
  return (
    <Notice tone={isPast ? "bad" : "warn"} icon="clock">
      <p className="text-xl font-semibold">
        {isPast ? "Documentation was due " : "Documentation is due "}
        <Countdown due={due} now={now} />
      </p>
      <p>
        <DateTime at={due} zone={zone} />, 24 hours after the emergency began.{" "}
        {isPast ? "You can still document it; it stays marked and reported as late. " : ""}
        <ClauseLink clause="emergency-documented" />
      </p>
      {isUnrecordedTrigger(change.trigger) && startedAt === change.createdAt ? (
        <p className="font-medium">When was the change made? Nobody has recorded that yet: add a note.</p>
      ) : null}
    </Notice>
  );
}
