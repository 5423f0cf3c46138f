import { Icon } from "@/components/basics/icon";
import { Countdown } from "@/components/record/countdown";
import { DateTime } from "@/components/record/date-time";
import { ClauseLink } from "@/components/record/refusal";
import { WrittenText } from "@/components/record/written-text";
import type { ChangeRecord } from "@/db/changes/read-change";
import { type Failure, failedWhilePhrase } from "@/lib/changes/failure";
import { redactedText } from "@/lib/changes/redaction";

type Props = {
  change: ChangeRecord;
  failure: Failure | null;
  failedAt: string;
  zone: string;
  /** Whether the reader has just reported the failure: the plan then takes the focus. */
  comesFirst: boolean;
};

/** Large enough to read at arm's length. */
export function RollbackPlan({ change, failure, failedAt, zone, comesFirst }: Props) {
  return (
    <section
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: whoever has just reported the failure needs this before anything else
      autoFocus={comesFirst}
      aria-label="The change failed"
      className="grid content-start gap-3 rounded-md border-2 border-bad-line bg-bad-tint p-4 print:bg-transparent"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="flex items-start gap-2 text-lg font-semibold">
          <Icon name="broken" className="mt-0.5 size-5 text-bad-ink" />
          {change.rollbackPlan
            ? "The change failed: execute the rollback plan now"
            : "The change failed: roll it back now"}
        </h2>
        <p className="text-xl font-semibold text-bad-ink">
          failed <Countdown due={failedAt} now={change.now} />
        </p>
      </div>
      {change.rollbackPlan ? (
        <WrittenText text={change.rollbackPlan} className="text-2xl/9 font-medium" />
      ) : (
        <p className="text-2xl/9 font-medium">
          {change.redacted.rollbackPlan ? "The rollback plan was redacted." : "There is no rollback plan."} Undo what
          was done, and note each action.
        </p>
      )}
      <div className="grid gap-1 border-t border-bad-line pt-3">
        {failure ? (
          <>
            <p className="text-sm">What went wrong, reported by {failure.by}</p>
            <WrittenText text={failure.reason ?? redactedText} />
          </>
        ) : null}
        <p className="text-sm">
          The change failed on <DateTime at={failedAt} zone={zone} />
          {failure ? `, ${failedWhilePhrase(failure)}.` : "."}
          {change.rollbackMinutes === null ? "" : ` The rollback should take ${change.rollbackMinutes} min.`}{" "}
          <ClauseLink clause="failed-rollback" />
        </p>
      </div>
    </section>
  );
}
