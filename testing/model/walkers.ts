import type { Fixture } from "@/testing/fixture";
import type { SignedIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";
import type { concurrentClient } from "./concurrent-client";
import type { ModelDelegator, ModelRecord } from "./model";
import { fromNow } from "./prepare";
import type { SeededRandom } from "./seeded-random";

export type Kind = "standard" | "normal" | "routine" | "emergency";

export type WalkActor = SignedIn & {
  readonly roles: readonly string[];
  readonly delegators?: readonly ModelDelegator[];
};

export type WalkState = ModelRecord & {
  readonly incident: "none" | "open" | "investigated" | "closed";
  readonly isTeamAlerted: boolean;
  /** Which of what, why and the rollback plan say nothing since they were redacted. */
  readonly redactedFacts: readonly string[];
  readonly windowEnd: number;
  /** An emergency that has its category beside its system, or was ruled out of scope. */
  readonly inScope: boolean;
};

// In some walks leads delegate to operators, who may take part themselves; delegations of other walks have ended.
export async function delegateSome(
  fixture: Fixture,
  walkers: readonly WalkActor[],
  random: SeededRandom,
): Promise<readonly WalkActor[]> {
  const isLead = ({ roles }: WalkActor) => roles.includes("ops_lead") && !roles.includes("auditor");
  const isOperator = ({ roles }: WalkActor) =>
    roles.length > 0 && !roles.includes("ops_lead") && !roles.includes("auditor");
  const actors: WalkActor[] = [];
  for (const walker of walkers) {
    const delegators = isOperator(walker) ? random.some(walkers.filter(isLead)) : [];
    for (const { token } of delegators)
      await takeStep(fixture.app, { token }, "delegation", null, "delegate", {
        delegate: walker.id,
        windowEnd: fromNow(60),
        reason: "In words.",
      });
    actors.push(delegators.length > 0 ? { ...walker, roles: [...walker.roles, "delegate"], delegators } : walker);
  }
  return actors;
}

export const setRolesOfEach = (fixture: Fixture, walkers: readonly WalkActor[]) =>
  fixture.owner.begin(async (tx) => {
    for (const { id, roles } of walkers) {
      await tx`insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
        select 'delegation', d.id, 'end_delegation', ${fixture.lead.id}, true, windlass_now(), '{"reason": "Over."}' from delegations d
        where d.delegate_id = ${id} and d.ended_at is null`;
      await tx`delete from person_roles where person_id = ${id} and role <> all (${[...roles]})`;
      await tx`insert into person_roles (person_id, role, since) select ${id}, r, now() from unnest(${[...roles]}::text[]) r on conflict do nothing`;
    }
  });

export type WalkContext = {
  readonly fixture: Fixture;
  readonly ask: ReturnType<typeof concurrentClient>["ask"];
  readonly people: readonly SignedIn[];
};

export type RecordText = { readonly id: number; readonly field: string; readonly isCurrent: boolean };

/** A text of the record by chance, of those that are not redacted: there is always one, as each redaction gives a reason. */
export async function randomText(
  { owner }: Fixture,
  recordType: string,
  id: number,
  random: SeededRandom,
): Promise<RecordText> {
  const texts = await owner<RecordText[]>`
    select t.id, t.field, exists (select from changes c where ${recordType} = 'change' and c.id = ${id} and t.id in (c.what_text_id, c.why_text_id, c.rollback_plan_text_id)) as "isCurrent"
    from texts t join events e on e.id = t.event_id where e.subject_type = ${recordType} and e.subject_id = ${id} and t.text is not null order by t.id`;
  return random.of(texts);
}
