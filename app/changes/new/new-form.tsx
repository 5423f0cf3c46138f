import type { ReactNode } from "react";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { HaltSuggestion } from "@/app/changes/halt-suggestion";
import { Refusal } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import type { Clause } from "@/lib/rules/clauses";
import type { ChangeType } from "@/lib/rules/record";
import type { NewFormPage } from "./load-new-form";
import { TypeLinks } from "./type-links";

type Props = NewFormPage & {
  clause: Clause;
  title: string;
  lead: ReactNode;
  /** The type of the form, where the others are offered beside it. */
  type?: ChangeType;
  children: ReactNode;
};

export const NewForm = ({ clause, title, lead, type, formDraft, halt, ineligibleMessage, children }: Props) => (
  <Main className="narrow">
    <PageHeader title={title} intro={lead} />
    {type ? <TypeLinks current={type} /> : null}
    <FormDraftNotice formDraft={formDraft} offered={ineligibleMessage === null} />
    <HaltSuggestion halt={halt} />
    {ineligibleMessage === null ? (
      children
    ) : (
      <Refusal heading="You cannot create this change" sentence={ineligibleMessage} clause={clause} />
    )}
  </Main>
);
