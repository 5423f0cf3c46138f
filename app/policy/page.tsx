import { notFound } from "next/navigation";
import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged } from "@/app/_steps/subject-of";
import { Empty } from "@/components/basics/empty";
import { Notice } from "@/components/basics/notice";
import { NeedTable } from "@/components/policy/need-table";
import { PolicyDocument } from "@/components/policy/policy-document";
import { PolicyText } from "@/components/policy/policy-text";
import { ReadingList } from "@/components/policy/reading-list";
import { RuleTable } from "@/components/policy/rule-table";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { readStaff } from "@/db/people/read-people";
import { readPolicy } from "@/db/policy/read-policy";
import { readUses } from "@/db/policy/read-uses";
import { coverage } from "@/lib/policy/coverage";
import { policy } from "@/lib/policy/policy";
import { versionPath } from "@/lib/policy/policy-version";
import { whoKeepsPolicy } from "@/lib/refusals/who-makes";
import { mayKeepPolicy } from "@/lib/rules/may-make";
import { books, ruleLines } from "@/lib/rules/rule-lines";
import { CitedClauses } from "./cited-clauses";
import { CoverageTable } from "./coverage-table";
import { KeepPolicy } from "./keep-policy";
import { PolicyFacts } from "./policy-facts";
import { Reviews, Versions } from "./versions";

export const generateMetadata = titled(policy.title);

type Props = { searchParams: Promise<{ version?: string | string[]; kept?: string }> };

export default async function PolicyPage({ searchParams }: Props) {
  const { version: asked, kept: keptId } = await searchParams;
  const wanted = asked === undefined ? undefined : versionIn(asked);
  const person = await requirePerson(wanted === undefined ? "/policy" : versionPath(wanted));
  const [of, uses, staff, kept] = await Promise.all([
    readPolicy(wanted),
    readUses(),
    readStaff(),
    keptFor(person.token, "/policy", keptId),
  ]);
  const [inForce] = of.versions;
  const shown = wanted === undefined ? inForce : of.versions.find(({ version }) => version === wanted);
  if (!shown || !inForce) notFound();
  const isOld = shown !== inForce;
  const keeps = mayKeepPolicy(asJudged(person));
  const zone = zoneOf(person);
  return (
    <Main>
      <PageHead title={policy.title} lead={<PolicyFacts of={of} shown={shown} zone={zone} />} />
      <StepDone person={person} of={["installation"]} />
      <KeptNotice kept={kept} offered={keeps && !isOld} />
      {isOld ? <Superseded version={shown.version} inForce={inForce.version} /> : null}
      {of.text === null ? <PolicyText /> : <PolicyDocument text={of.text} />}
      {of.text === null ? null : (
        <Section heading="Clauses cited by the rules">
          <CitedClauses text={of.text} />
        </Section>
      )}
      <Section heading="Versions" count={of.versions.length}>
        <Versions versions={of.versions} zone={zone} />
      </Section>
      {isOld ? null : (
        <>
          <Section heading="Reviews" count={of.reviews.length}>
            {of.reviews.length > 0 ? (
              <Reviews reviews={of.reviews} zone={zone} />
            ) : (
              <Empty>Nobody has recorded a review here yet. A new text counts as one.</Empty>
            )}
          </Section>
          {keeps ? (
            <KeepPolicy of={of} inForce={inForce.version} person={person} kept={kept} />
          ) : (
            <p className="mb-8 print:hidden">{whoKeepsPolicy(staff)}</p>
          )}
          <Section heading="How we read it">
            <p className="mb-3 max-w-prose text-muted">Where the text leaves room, this is what holds here, and why.</p>
            <ReadingList />
          </Section>
          <Section heading="Coverage">
            <p className="mb-3 max-w-prose text-muted">
              For each clause, the steps that carry it out, the tests that prove it, and how often those steps were
              taken and the clause was cited by a refusal in the last 90 days (in UTC), as far as the log goes. Equal
              refusals within a minute count once.
            </p>
            <CoverageTable covered={coverage(uses)} />
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
        </>
      )}
    </Main>
  );
}

/** The number of a version in the address; 0, which no version has, for anything else. */
const versionIn = (asked: string | string[]): number => (/^\d{1,9}$/.test(String(asked)) ? Number(asked) : 0);

const Superseded = ({ version, inForce }: { version: number; inForce: number }) => (
  <div className="mb-6">
    <Notice tone="warn" heading={`Version ${version} is no longer in force`}>
      <p>
        It holds for what was opened under it.{" "}
        <a className="link" href="/policy">
          Read version {inForce}, which is in force
        </a>
        .
      </p>
    </Notice>
  </div>
);
