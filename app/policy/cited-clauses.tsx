import { clauseList } from "@/lib/policy/clause-coverage";
import { clauseImplementation } from "@/lib/policy/clause-implementation";
import { parsePolicyDocument } from "@/lib/policy/policy-document";
import { clauses } from "@/lib/rules/clauses";

/** Every link from a refusal needs a target: the clause in the text, or what Windlass does where a new text lost it. */
export function CitedClauses({ text }: { text: string }) {
  const anchored = parsePolicyDocument(text).flatMap(({ anchor }) => anchor ?? []);
  return (
    <ul className="grid gap-1.5">
      {clauseList.map((clause) =>
        anchored.includes(clause) ? (
          <li key={clause}>
            <a className="link" href={`#${clause}`}>
              {clauses[clause]}
            </a>
          </li>
        ) : (
          <li key={clause} id={clause} className="max-w-prose">
            {clauses[clause]}{" "}
            <span className="text-muted">(worded differently in this version) {clauseImplementation[clause]}</span>
          </li>
        ),
      )}
    </ul>
  );
}
