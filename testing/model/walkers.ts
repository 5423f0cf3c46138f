import type { SignedIn } from "@/testing/people";
import { step } from "@/testing/steps";
import type { World } from "@/testing/world";
import type { Chance } from "./chance";
import type { crowd } from "./crowd";
import type { ModelLender, ModelSubject } from "./model";
import { fromNow } from "./prepare";

export type Kind = "standard" | "normal" | "routine" | "emergency";

export type Walker = SignedIn & { readonly roles: readonly string[]; readonly lenders?: readonly ModelLender[] };

export type State = ModelSubject & {
  readonly incident: "none" | "open" | "investigated" | "closed";
  readonly told: boolean;
  /** Which of what, why and the rollback plan say nothing since they were redacted. */
  readonly gone: readonly string[];
  readonly windowEnd: number;
  /** An emergency that has its category beside its system, or was ruled out of scope. */
  readonly inScope: boolean;
};

// In some walks leads lend their role to operators, who may take part themselves; what was lent in others is over.
export async function lendSome(world: World, walkers: readonly Walker[], luck: Chance): Promise<readonly Walker[]> {
  const isLead = ({ roles }: Walker) => roles.includes("ops_lead") && !roles.includes("auditor");
  const isOperator = ({ roles }: Walker) =>
    roles.length > 0 && !roles.includes("ops_lead") && !roles.includes("auditor");
  const lent: Walker[] = [];
  for (const walker of walkers) {
    const lenders = isOperator(walker) ? luck.some(walkers.filter(isLead)) : [];
    for (const { token } of lenders)
      await step(world.app, { token }, "delegation", null, "delegate", {
        delegate: walker.id,
        windowEnd: fromNow(60),
        reason: "In words.",
      });
    lent.push(lenders.length > 0 ? { ...walker, roles: [...walker.roles, "delegate"], lenders } : walker);
  }
  return lent;
}

export const holdEach = (world: World, walkers: readonly Walker[]) =>
  world.owner.begin(async (tx) => {
    for (const { id, roles } of walkers) {
      await tx`insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
        select 'delegation', d.id, 'end_delegation', ${world.lead.id}, true, windlass_now(), '{"reason": "Over."}' from delegations d
        where d.delegate_id = ${id} and d.ended_at is null`;
      await tx`delete from person_roles where person_id = ${id} and role <> all (${[...roles]})`;
      await tx`insert into person_roles (person_id, role, since) select ${id}, r, now() from unnest(${[...roles]}::text[]) r on conflict do nothing`;
    }
  });

export type Walks = {
  readonly world: World;
  readonly ask: ReturnType<typeof crowd>["ask"];
  readonly people: readonly SignedIn[];
};

export type Text = { readonly id: number; readonly field: string; readonly isCurrent: boolean };

/** A text of the record by chance, of those that are not redacted: there is always one, as each redaction gives a reason. */
export async function aText({ owner }: World, subject: string, id: number, luck: Chance): Promise<Text> {
  const texts = await owner<Text[]>`
    select t.id, t.field, exists (select from changes c where ${subject} = 'change' and c.id = ${id} and t.id in (c.what_text, c.why_text, c.rollback_plan_text)) as "isCurrent"
    from texts t join events e on e.id = t.event_id where e.subject_type = ${subject} and e.subject_id = ${id} and t.text is not null order by t.id`;
  return luck.of(texts);
}
