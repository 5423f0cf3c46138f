import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { ClauseLink } from "@/components/refusal";
import { Section } from "@/components/section";
import { newTypes } from "@/lib/new-types";
import { requirePerson } from "../../session";

export const metadata: Metadata = { title: "New change" };

export default async function NewChangePage() {
  await requirePerson("/changes/new");
  return (
    <Main>
      <PageHead title="New change" lead="Which of the policy's three types is it? No changes bypass this policy." />
      <div className="grid gap-x-8 lg:grid-cols-3">
        {newTypes.map(({ type, heading, when, next, clause }) => (
          <Section key={type} heading={heading}>
            <p>{when}</p>
            <p className="mt-2 mb-3 text-muted">
              {next} <ClauseLink clause={clause} />
            </p>
            <ButtonLink href={`/changes/new/${type}`} look={type === "emergency" ? "emergency" : "primary"}>
              {heading}
            </ButtonLink>
          </Section>
        ))}
      </div>
    </Main>
  );
}
