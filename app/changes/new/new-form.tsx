import type { ReactNode } from "react";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { HaltSuggestion } from "@/app/changes/halt-suggestion";
import { Refusal } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import type { Clause } from "@/lib/rules/clauses";
import type { NewFormPage } from "./load-new-form";

type Props = NewFormPage & { clause: Clause; title: string; lead: ReactNode; children: ReactNode };

export const NewForm = ({ clause, title, lead, formDraft, halt, ineligibleMessage, children }: Props) => (
  <Main className="max-w-3xl">
    <PageHeader title={title} intro={lead} />
    <FormDraftNotice formDraft={formDraft} offered={ineligibleMessage === null} />
    <HaltSuggestion halt={halt} />
    {ineligibleMessage === null ? (
      children
    ) : (
      <Refusal heading="You cannot create this change" sentence={ineligibleMessage} clause={clause} />
    )}
  </Main>
);
