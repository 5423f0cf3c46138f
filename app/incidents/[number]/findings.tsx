import { Fact } from "@/components/fact";
import { PlainText } from "@/components/plain-text";
import type { IncidentRecord } from "@/db/read-incident";

/** What was found: the root cause, and what has to change, each with its owner and its date. */
export const Findings = ({ incident }: { incident: IncidentRecord }) => (
  <div className="mb-8 border-b border-line">
    <Fact heading="Rollback plan" text={incident.change.rollbackPlan} />
    <Fact heading="Root cause" text={incident.rootCause} missing="Not investigated yet." />
    <Fact heading="Findings" missing="None yet.">
      {incident.findings.length > 0 ? (
        <ul className="grid gap-2">
          {incident.findings.map(({ id, finding, owner, due }) => (
            <li key={id}>
              <PlainText text={finding ?? "This text was redacted."} />
              <p className="text-sm text-muted">
                {owner.name}, by {due}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
    </Fact>
  </div>
);
