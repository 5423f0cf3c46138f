import type { Metadata } from "next";
import { Facts } from "@/components/facts";
import { Main } from "@/components/main";
import { NeedTable } from "@/components/need-table";
import { PageHead } from "@/components/page-head";
import { PolicyText } from "@/components/policy-text";
import { ReadingList } from "@/components/reading-list";
import { RuleTable } from "@/components/rule-table";
import { Section } from "@/components/section";
import { policy } from "@/lib/policy";
import { books, ruleLines } from "@/lib/rule-lines";
import { tellDay } from "@/lib/time";
import { requirePerson } from "../session";

export const metadata: Metadata = { title: policy.title };

export default async function PolicyPage() {
  await requirePerson("/policy");
  const reviewed = tellDay(`${policy.lastReviewed}T00:00Z`, "UTC");
  return (
    <Main>
      <PageHead
        title={policy.title}
        lead={
          <Facts
            rows={[
              { term: "Owner", answer: policy.owner },
              { term: "Last reviewed", answer: <time dateTime={policy.lastReviewed}>{reviewed}</time> },
              { term: "Version", answer: `${policy.version}, named after its last review` },
            ]}
          />
        }
      />
      <PolicyText />
      <Section heading="How we read it">
        <p className="mb-3 max-w-prose text-muted">Where the text leaves room, this is what holds here, and why.</p>
        <ReadingList />
      </Section>
      <Section heading="The rules">
        <p className="mb-3 max-w-prose text-muted">
          Every step there is, as the pages offer it and the database enforces it. What is not in these tables is
          refused.
        </p>
        {books.map(({ subject, heading }) => (
          <RuleTable key={subject} heading={heading} lines={ruleLines(subject)} />
        ))}
      </Section>
      <Section heading="What the rules need">
        <NeedTable />
      </Section>
    </Main>
  );
}
