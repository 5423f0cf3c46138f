import { notFound } from "next/navigation";
import { Empty } from "@/components/empty";
import { Main } from "@/components/main";
import { NeedTable } from "@/components/need-table";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { PolicyDocument } from "@/components/policy-document";
import { PolicyText } from "@/components/policy-text";
import { ReadingList } from "@/components/reading-list";
import { RuleTable } from "@/components/rule-table";
import { Section } from "@/components/section";
import { readStaff } from "@/db/read-people";
import { readPolicy } from "@/db/read-policy";
import { readUses } from "@/db/read-uses";
import { coverage } from "@/lib/coverage";
import { mayKeepPolicy, whoKeepsPolicy } from "@/lib/may-make";
import { policy } from "@/lib/policy";
import { versionPath } from "@/lib/policy-version";
import { books, ruleLines } from "@/lib/rule-lines";
import { keptFor } from "../kept";
import { KeptNotice } from "../kept-notice";
import { titled } from "../page-title";
import { requirePerson } from "../session";
import { StepDone } from "../step-done";
import { asJudged } from "../subject-of";
import { zoneOf } from "../world";
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
