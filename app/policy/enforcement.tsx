import { PreconditionTable } from "@/components/policy/precondition-table";
import { ReadingList } from "@/components/policy/reading-list";
import { RuleTable } from "@/components/policy/rule-table";
import { Section } from "@/components/shell/section";
import { clauseCoverage } from "@/lib/policy/clause-coverage";
import { rulebookHeadings, ruleLines } from "@/lib/rules/rule-lines";
import { CoverageTable } from "./coverage-table";
import type { LoadedPolicy } from "./load";
import { policyParts } from "./policy-parts";

export const Enforcement = ({ uses, organisation }: Pick<LoadedPolicy, "uses" | "organisation">) => (
  <>
    <Section {...policyParts.interpretation}>
      <p className="mb-3 max-w-prose text-muted">
        Where the text leaves room for interpretation, Windlass applies these readings, for these reasons.
      </p>
      <ReadingList organisation={organisation} />
    </Section>
    <Section {...policyParts.coverage}>
      <p className="mb-3 max-w-prose text-muted">
        For each clause, the steps that carry it out, the tests that prove it, and how often those steps were taken and
        the clause was cited by a refusal in the last 90 days (in UTC), as far back as the log goes. Equal refusals
        within a minute count once.
      </p>
      <CoverageTable covered={clauseCoverage(uses)} />
    </Section>
    <Section {...policyParts.rules}>
      <p className="mb-3 max-w-prose text-muted">
        Every step, as the pages offer it and the database enforces it. Anything not in these tables is refused.
      </p>
      {rulebookHeadings.map(({ recordType, heading }) => (
        <RuleTable key={recordType} heading={heading} lines={ruleLines(recordType)} />
      ))}
    </Section>
    <Section {...policyParts.preconditions}>
      <PreconditionTable organisation={organisation} />
    </Section>
  </>
);
