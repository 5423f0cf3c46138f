import { Notice } from "@/components/basics/notice";
import { DateTime } from "@/components/record/date-time";
import { WrittenText } from "@/components/record/written-text";
import { type Failure, rollbackTone } from "@/lib/changes/failure";
import { redactedText } from "@/lib/changes/redaction";
import { outcomeLabels } from "@/lib/rules/labels";

export function RollbackOutcome({ failure, zone }: { failure: Failure; zone: string }) {
  if (!failure.rolledBack) return null;
  const { name, at, outcome, actual } = failure.rolledBack;
  return (
    <Notice tone={rollbackTone(outcome)} icon="back" heading={`The rollback was ${outcomeLabels[outcome] ?? outcome}`}>
      <WrittenText text={actual ?? redactedText} />
      <p className="text-sm">
        {name}, <DateTime at={at} zone={zone} />
      </p>
    </Notice>
  );
}
