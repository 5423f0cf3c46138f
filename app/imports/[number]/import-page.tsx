import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { RowList } from "@/app/systems/row-list";
import { Disclosure } from "@/components/basics/disclosure";
import { EmptyState } from "@/components/basics/empty-state";
import { Notice } from "@/components/basics/notice";
import { Pager } from "@/components/basics/pager";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { redactedText } from "@/lib/changes/redaction";
import { importNumber } from "@/lib/imports/imported-number";
import { ImportedTable } from "../imported-table";
import { ImportFacts } from "./import-facts";
import type { LoadedImport } from "./load";

/** What was imported, how it was read, what was left out, and all of its records. */
export function ImportPage({ found, records, person, formDraft, zone, mayWithdraw, newer, older }: LoadedImport) {
  const { withdrawn } = found;
  return (
    <Main>
      <PageHeader
        title={`Import ${importNumber(found.id)} from ${found.sourceSystem}`}
        above={
          <a className="link" href="/imports">
            Imported records
          </a>
        }
        intro="These records did not go through this policy."
      />
      <StepConfirmation person={person} recordTypes={["import"]} id={found.id} />
      <FormDraftNotice formDraft={formDraft} offered={mayWithdraw} />
      {withdrawn ? (
        <div className="mb-5">
          <Notice tone="bad" heading="This import was withdrawn">
            <p>{`${withdrawn.by}: ${withdrawn.reason ?? redactedText}`}</p>
          </Notice>
        </div>
      ) : null}
      <ImportFacts found={found} zone={zone} />
      {found.leftOut > 0 ? (
        <Section heading="Rows left out" count={found.leftOut}>
          <RowList summary="Which, and why" rows={found.rowReport ?? redactedText} open />
        </Section>
      ) : null}
      {mayWithdraw ? (
        <div className="mb-8 max-w-md print:hidden">
          <Disclosure summary="Withdraw this import" open={formDraft !== null}>
            <StepFormWithDraft
              step="withdraw_import"
              recordType="import"
              type=""
              id={found.id}
              seq={found.stepSeq}
              options={formOptionsFor({ person })}
              formDraft={formDraft}
              variant="danger"
            />
          </Disclosure>
        </div>
      ) : null}
      <Section heading="Records" count={found.recordCount}>
        {records.length > 0 ? (
          <ImportedTable caption="Records of this import" {...{ records, zone }} isStruck={withdrawn !== null} />
        ) : (
          <EmptyState>This import has no records.</EmptyState>
        )}
        <Pager newerLabel="First page" olderLabel="Next page" newer={newer} older={older} />
      </Section>
    </Main>
  );
}
