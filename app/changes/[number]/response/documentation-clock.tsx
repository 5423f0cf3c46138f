import { Notice } from "@/components/basics/notice";
import { Countdown } from "@/components/record/countdown";
import { ClauseLink } from "@/components/record/refusal";
import { When } from "@/components/record/when";
import type { ChangeRecord } from "@/db/changes/read-change";
import { documentationDue } from "@/lib/changes/deadlines";
import { isWithoutRecord } from "@/lib/rules/record";
import { countdown } from "@/lib/time/countdown";
import { age } from "@/lib/time/format";

export function DocumentationClock({ change, zone }: { change: ChangeRecord; zone: string }) {
  const { startedAt, factsCompleteAt, now } = change;
  if (!startedAt) return null;
  const due = documentationDue(startedAt);
  if (factsCompleteAt)
    return (
      <Notice tone={factsCompleteAt > due ? "warn" : "good"}>
        <p>
          Its five facts were complete <When at={factsCompleteAt} zone={zone} />,{" "}
          {factsCompleteAt > due ? `${age(due, factsCompleteAt)} late.` : "in time."} Document it as soon as it is over.
        </p>
      </Notice>
    );
  const { isPast } = countdown(now, due);
  return (
    <Notice tone={isPast ? "bad" : "warn"} icon="clock">
      <p className="text-xl font-semibold">
        {isPast ? "Documentation was due " : "Documentation is due "}
        <Countdown due={due} now={now} />
      </p>
      <p>
        <When at={due} zone={zone} />, 24 hours after it began.{" "}
        {isPast ? "It is accepted all the same, marked as late and reported. " : ""}
        <ClauseLink clause="emergency-documented" />
      </p>
      {isWithoutRecord(change.trigger) && startedAt === change.createdAt ? (
        <p className="font-medium">When was it made? Nobody has said so yet: note it here.</p>
      ) : null}
    </Notice>
  );
}
