import { Notice } from "@/components/basics/notice";
import { type Clause, clauses } from "@/lib/rules/clauses";

/** Why a step was refused, who can take it, and the clause that says so. */
export function Refusal({ sentence, clause, heading }: { sentence: string; clause: Clause; heading?: string }) {
  return (
    <Notice role="alert" tone="bad" icon="refused" heading={heading}>
      <p>
        {sentence} <ClauseLink clause={clause} />
      </p>
    </Notice>
  );
}

/** The clause of the policy, where its text stands. */
export const ClauseLink = ({ clause }: { clause: Clause }) => (
  <a href={`/policy#${clause}`} className="link">
    {clauses[clause]}
  </a>
);
