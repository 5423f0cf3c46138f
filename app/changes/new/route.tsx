import { document } from "@/app/_document/document";
import { ButtonLink } from "@/components/basics/button";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { typeChoices } from "@/lib/changes/type-choices";

export const dynamic = "force-dynamic";

export const GET = document({ title: "New change", load: ({ person }) => person, render: NewChangePage });

function NewChangePage() {
  return (
    <Main>
      <PageHeader title="New change" intro="Choose one of the policy's three types. No changes bypass this policy." />
      <div className="grid gap-x-8 lg:grid-cols-3">
        {typeChoices.map(({ type, heading, when, next, clause }) => (
          <Section key={type} heading={heading}>
            <p>{when}</p>
            <p className="mt-2 mb-3 text-muted">
              {next} <ClauseLink clause={clause} />
            </p>
            <ButtonLink href={`/changes/new/${type}`} variant={type === "emergency" ? "emergency" : "primary"}>
              {heading}
            </ButtonLink>
          </Section>
        ))}
      </div>
    </Main>
  );
}
