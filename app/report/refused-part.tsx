import { Table } from "@/components/basics/table";
import { ClauseLink } from "@/components/record/refusal";
import { maxAttempts, type RefusedAttempt } from "@/db/report/read-refused-attempts";
import { isClause } from "@/lib/rules/clauses";
import { isStep, stepLabels } from "@/lib/rules/labels";
import type { TimeFormatter } from "@/lib/time/time-formatter";

export function RefusedPart({
  attempts,
  formatTime,
}: {
  attempts: readonly RefusedAttempt[];
  formatTime: TimeFormatter;
}) {
  if (attempts.length === 0) return <p className="max-w-prose">No attempts were refused in the period.</p>;
  const shown = attempts.slice(0, maxAttempts);
  return (
    <>
      <p className="mb-3 max-w-prose break-after-avoid">
        {attemptCount(shown.reduce((sum, attempt) => sum + attempt.times, 0))} to take a step that the policy does not
        allow. They changed nothing: a refused step leaves the record as it was.
        {attempts.length > maxAttempts ? ` The first ${maxAttempts} persons and steps are shown.` : ""}
      </p>
      <Table
        caption="Refused attempts, by person, step and clause"
        columns={["Person", "Step", "Clause", "Times", "First", "Last"]}
        rows={shown.map((attempt) => ({
          key: `${attempt.person.id} ${attempt.step} ${attempt.clause}`,
          cells: [
            attempt.person.name,
            isStep(attempt.step) ? stepLabels[attempt.step].label : attempt.step,
            isClause(attempt.clause) ? <ClauseLink key="clause" clause={attempt.clause} /> : attempt.clause,
            attempt.times.toLocaleString("en"),
            formatTime(attempt.first),
            formatTime(attempt.last),
          ],
        }))}
      />
    </>
  );
}

const attemptCount = (count: number) => (count === 1 ? "One attempt" : `${count.toLocaleString("en")} attempts`);
