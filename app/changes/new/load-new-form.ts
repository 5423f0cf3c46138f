import type { Person } from "@/app/_request/session";
import { type Kept, keptFor } from "@/app/_steps/kept";
import { asJudged } from "@/app/_steps/subject-of";
import { loadHaltInstead, type OfferedHalt } from "@/app/changes/load-halt-instead";
import { readStaff } from "@/db/people/read-people";
import { whoMakes } from "@/lib/refusals/who-makes";
import { mayMake } from "@/lib/rules/may-make";
import type { ChangeStep } from "@/lib/rules/rules";

export type NewQuery = { kept?: string; entry?: string; follows?: string; client?: string | string[] };

/** What every such page shows around its form. */
export type NewFrame = {
  readonly kept: Awaited<ReturnType<typeof keptFor>>;
  readonly halt: OfferedHalt | null;
  readonly whoMay: string | null;
};

type Form = { path: string; step: ChangeStep; query: NewQuery; person: Person };

/** The form's own data is loaded only for somebody who may create a change. */
export async function loadNewForm<F>(
  { path, step, query, person }: Form,
  loadForm: (kept: Kept | null) => Promise<F>,
): Promise<NewFrame & { readonly form: F | null }> {
  const kept = await keptFor(person.token, path, query.kept);
  const may = mayMake(step, asJudged(person));
  const [halt, form, staff] = await Promise.all([
    loadHaltInstead(kept),
    may ? loadForm(kept) : null,
    may ? [] : readStaff(),
  ]);
  return { kept, halt, form, whoMay: may ? null : whoMakes(step, staff) };
}
