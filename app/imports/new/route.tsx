import { document } from "@/app/_document/document";
import { Notice } from "@/components/basics/notice";
import { ClauseLink, Refusal } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { ChooseFile } from "./choose-file";
import { ImportForm } from "./import-form";
import { type LoadedNewImport, loadNewImport } from "./load";
import { MappingForm } from "./mapping-form";
import { ReadingPreview } from "./reading-preview";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Import records", load: loadNewImport, render: NewImportPage });

function NewImportPage({ ineligibleMessage, formDraft, reading }: LoadedNewImport) {
  return (
    <Main>
      <PageHeader
        title="Import records"
        above={
          <a className="link" href="/imports">
            Imported records
          </a>
        }
        intro={
          <>
            Bring along what another system recorded. Imported records did not go through this policy: they are shown
            apart from changes, and never counted with them. <ClauseLink clause="records" />
          </>
        }
      />
      {ineligibleMessage ? <p>{ineligibleMessage}</p> : null}
      {formDraft?.clause ? (
        <Refusal heading="Not imported" sentence={formDraft.sentence} clause={formDraft.clause} />
      ) : formDraft?.sentence ? (
        <Notice role="alert" tone="warn" heading="Nothing was imported">
          <p>{formDraft.sentence}</p>
        </Notice>
      ) : null}
      {reading ? (
        <>
          <Section heading="2. Say which column is what">
            <MappingForm {...reading} />
          </Section>
          <Section heading="3. Check what is read, and import it" anchor="preview">
            <ReadingPreview {...reading} />
            <ImportForm {...reading} error={formDraft?.errors.leaveOut} />
          </Section>
        </>
      ) : null}
      {ineligibleMessage ? null : <ChooseFile error={formDraft?.errors.file} isAnother={reading !== null} />}
    </Main>
  );
}
