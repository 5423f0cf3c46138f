import { Notice } from "@/components/basics/notice";
import { PlainText } from "@/components/record/plain-text";
import { When } from "@/components/record/when";
import { type Failure, rollbackTone } from "@/lib/changes/failure";
import { redactedText } from "@/lib/changes/redaction";
import { outcomeWords } from "@/lib/rules/words";

export function RollbackOutcome({ failure, zone }: { failure: Failure; zone: string }) {
  if (!failure.rolledBack) return null;
  const { name, at, outcome, actual } = failure.rolledBack;
  return (
    <Notice tone={rollbackTone(outcome)} icon="back" heading={`The rollback was ${outcomeWords[outcome] ?? outcome}`}>
      <PlainText text={actual ?? redactedText} />
      <p className="text-sm">
        {name}, <When at={at} zone={zone} />
      </p>
    </Notice>
  );
}
