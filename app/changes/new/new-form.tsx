import type { ReactNode } from "react";
import { type Person, requirePerson } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { keptFor } from "@/app/_steps/kept";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged } from "@/app/_steps/subject-of";
import { HaltInstead } from "@/app/changes/halt-instead";
import { Refusal } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { readStaff } from "@/db/people/read-people";
import { whoMakes } from "@/lib/refusals/who-makes";
import type { Clause } from "@/lib/rules/clauses";
import { mayMake } from "@/lib/rules/may-make";
import type { ChangeStep } from "@/lib/rules/rules";
import { stepWords } from "@/lib/rules/words";

export type Search = Promise<{ kept?: string; entry?: string; follows?: string; client?: string | string[] }>;
type Props = {
  path: string;
  step: ChangeStep;
  clause: Clause;
  title: string;
  lead: ReactNode;
  search: Search;
  children: (person: Person, kept: Kept | null) => ReactNode | Promise<ReactNode>;
};

/** The page of a form that makes a change; who may not make one reads why and who can. */
export async function NewForm({ path, step, clause, title, lead, search, children }: Props) {
  const person = await requirePerson(path);
  const kept = await keptFor(person.token, path, (await search).kept);
  const allowed = mayMake(step, asJudged(person));
  return (
    <Main className="max-w-3xl">
      <PageHead title={title} lead={lead} />
      <KeptNotice kept={kept} offered={allowed} />
      <HaltInstead kept={kept} />
      {allowed ? (
        await children(person, kept)
      ) : (
        <Refusal
          heading={`Not for you: ${stepWords[step].label}`}
          sentence={whoMakes(step, await readStaff())}
          clause={clause}
        />
      )}
    </Main>
  );
}
