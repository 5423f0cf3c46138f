import type { ReactNode } from "react";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { Refusal } from "@/components/refusal";
import { readStaff } from "@/db/read-people";
import type { Clause } from "@/lib/clauses";
import { mayMake, whoMakes } from "@/lib/may-make";
import type { ChangeStep } from "@/lib/rules";
import { stepWords } from "@/lib/words";
import { HaltInstead } from "../../halt-instead";
import type { Kept } from "../../kept";
import { keptFor } from "../../kept";
import { KeptNotice } from "../../kept-notice";
import { type Person, requirePerson } from "../../session";
import { asJudged } from "../../subject-of";

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
