import type { ReactNode } from "react";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { HaltInstead } from "@/app/changes/halt-instead";
import { Refusal } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import type { Clause } from "@/lib/rules/clauses";
import type { NewFrame } from "./load-new-form";

type Props = NewFrame & { clause: Clause; title: string; lead: ReactNode; children: ReactNode };

export const NewForm = ({ clause, title, lead, kept, halt, whoMay, children }: Props) => (
  <Main className="max-w-3xl">
    <PageHead title={title} lead={lead} />
    <KeptNotice kept={kept} offered={whoMay === null} />
    <HaltInstead halt={halt} />
    {whoMay === null ? children : <Refusal heading="You cannot create this change" sentence={whoMay} clause={clause} />}
  </Main>
);
