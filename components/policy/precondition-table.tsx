import { plainPreconditionSentence } from "@/lib/refusals/precondition-sentence";
import { preconditionName } from "@/lib/rules/rule-lines";
import { preconditions } from "@/lib/rules/rules";

/** What a rule can need, and what is said while it does not hold. */
export const PreconditionTable = ({ organisation }: { organisation: string }) => (
  <dl className="grid gap-x-6 text-sm rows:grid-cols-[max-content_minmax(0,1fr)]">
    {preconditions.map((precondition) => (
      <div key={precondition} className="border-t border-line py-1.5 rows:col-span-2 rows:grid rows:grid-cols-subgrid">
        <dt className="font-medium">{preconditionName(precondition)}</dt>
        <dd className="max-w-prose text-muted">{plainPreconditionSentence(precondition, organisation)}</dd>
      </div>
    ))}
  </dl>
);
