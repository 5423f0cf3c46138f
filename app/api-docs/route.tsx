import { document } from "@/app/_document/document";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { Conventions } from "./conventions";
import { type LoadedReference, loadReference } from "./load";
import { OperationReference } from "./operation-reference";
import { ReferenceFields } from "./reference-fields";

export const dynamic = "force-dynamic";

export const GET = document({ title: "API", load: loadReference, render: ApiDocsPage });

function ApiDocsPage({ appUrl, groups, parts }: LoadedReference) {
  return (
    <Main>
      <PageHeader
        title="API"
        intro={
          <>
            What programs read and do, as a person’s token allows. The same for programs:{" "}
            <a href="/api/v1/openapi.json" className="link">
              openapi.json
            </a>
            , an OpenAPI 3.1 document.
          </>
        }
      />
      <Conventions appUrl={appUrl} />
      {groups.map(({ tag, operations }) => (
        <Section key={tag} heading={tag} count={operations.length} anchor={tag}>
          <div className="grid gap-2">
            {operations.map((operation) => (
              <OperationReference key={operation.id} operation={operation} />
            ))}
          </div>
        </Section>
      ))}
      <Section heading="Shared answers">
        {parts.map(({ name, fields }) => (
          <Section key={name} heading={name} anchor={name} isNested>
            <ReferenceFields heading="Fields" of={name} fields={fields} />
          </Section>
        ))}
      </Section>
    </Main>
  );
}
