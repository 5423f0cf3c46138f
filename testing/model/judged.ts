import type { Sql } from "postgres";
import { judge, type Lender, type Subject } from "@/lib/rules/judge";
import { isRole } from "@/lib/rules/roles";
import { needs } from "@/lib/rules/rules";
import { isStep } from "@/lib/rules/words";
import type { SignedIn } from "@/testing/people";
import { designStatuses } from "./design-table";
import type { ModelSubject, ModelVerdict } from "./model";

/** A lead who took no part in anything. */
const strangerWhoLends: Lender = { id: -1, roles: ["ops_lead"] };

type Asked = (step: string, person: SignedIn) => ModelVerdict | "need" | null;

/** What the page would say: the judge, on what the app's role reads. Null where there is no such page. */
export async function judged(
  app: Sql,
  record: ModelSubject & { readonly id: number },
  held: readonly string[],
): Promise<Asked> {
  const subject = await subjectOf(app, record);
  if (!subject) return () => null;
  return (step, someone) => {
    if (!isStep(step)) return null;
    const lenders = held.includes("delegate") ? [strangerWhoLends] : [];
    const verdict = judge(step, subject, { ...someone, roles: held.filter(isRole), lenders });
    if (verdict.ok) return "taken";
    return verdict.because === "unknown" ? "status" : verdict.because;
  };
}

async function subjectOf(
  app: Sql,
  { book, type, status, revision, id }: ModelSubject & { readonly id: number },
): Promise<Subject | null> {
  if (type !== "" && !designStatuses[type].includes(status)) return null;
  const [row] = await app<{ acts: Subject["acts"]; facts: Subject["facts"]; status: Subject["status"] }[]>`
    select acts_of(${book}, ${id}, ${revision}) as acts, (standing(${book}, ${id})).status,
      coalesce((select change_facts(c, ${[...needs]}, null, windlass_now()) from changes c where c.id = ${id} and ${book} = 'change'), '{}') as facts`;
  if (!row) return null;
  const { acts, facts } = row;
  return { kind: book, type, name: `CHG-${id}`, acts, facts, status: row.status };
}
