import { Table } from "@/components/basics/table";
import { ClauseLink } from "@/components/record/refusal";
import { mostAttempts, type RefusedAttempt } from "@/db/report/read-refused-attempts";
import { isClause } from "@/lib/rules/clauses";
import { isStep, stepWords } from "@/lib/rules/words";
import type { Teller } from "@/lib/time/format-many";

export function RefusedPart({ attempts, tell }: { attempts: readonly RefusedAttempt[]; tell: Teller }) {
  if (attempts.length === 0) return <p className="max-w-prose">No attempts were refused in the period.</p>;
  const shown = attempts.slice(0, mostAttempts);
  return (
    <>
      <p className="mb-3 max-w-prose break-after-avoid">
        {times(shown.reduce((sum, attempt) => sum + attempt.times, 0))} to take a step that the policy does not allow.
        They changed nothing: a refused step leaves the record as it was.
        {attempts.length > mostAttempts ? ` The first ${mostAttempts} persons and steps are shown.` : ""}
      </p>
      <Table
        caption="Refused attempts, by person, step and clause"
        heads={["Person", "Step", "Clause", "Times", "First", "Last"]}
        rows={shown.map((attempt) => ({
          key: `${attempt.person.id} ${attempt.step} ${attempt.clause}`,
          cells: [
            attempt.person.name,
            isStep(attempt.step) ? stepWords[attempt.step].label : attempt.step,
            isClause(attempt.clause) ? <ClauseLink key="clause" clause={attempt.clause} /> : attempt.clause,
            attempt.times.toLocaleString("en"),
            tell(attempt.first),
            tell(attempt.last),
          ],
        }))}
      />
    </>
  );
}

const times = (count: number) => (count === 1 ? "One attempt" : `${count.toLocaleString("en")} attempts`);
