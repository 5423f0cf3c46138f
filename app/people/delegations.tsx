import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { asJudged } from "@/app/_steps/subject-of";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Section } from "@/components/shell/section";
import type { DelegationRecord, Delegations as Shown } from "@/db/people/read-delegations";
import { lentSentence } from "@/lib/people/lent-steps";
import { whoLends } from "@/lib/refusals/who-makes";
import type { Person as Judged } from "@/lib/rules/judge";
import { mayLend } from "@/lib/rules/may-make";
import { Delegation } from "./delegation";
import { LendRole } from "./lend-role";

type Props = {
  delegations: Shown;
  staff: readonly Judged[];
  person: Person;
  kept: Kept | null;
  /** The cursor in the past delegations. */
  before: number | undefined;
};

export function Delegations({ delegations: { standing, past, more, now }, staff, person, kept, before }: Props) {
  const list = (some: readonly DelegationRecord[]) =>
    some.map((delegation) => (
      <Delegation key={delegation.id} delegation={delegation} person={person} now={now} kept={kept} />
    ));
  return (
    <div id="delegations" className="scroll-mt-4">
      <Section heading="Delegations" count={standing.length}>
        <p className="mb-3 max-w-prose">
          An operations lead can delegate their authority to an operator for a limited time. {lentSentence} Windlass
          does not track absences: delegate before you leave. <ClauseLink clause="normal-approved" />
        </p>
        <div className="mb-4 print:hidden">
          {mayLend(asJudged(person)) ? (
            <LendRole person={person} staff={staff} kept={kept} />
          ) : (
            <p>{whoLends(staff)}</p>
          )}
        </div>
        {before !== undefined ? null : standing.length > 0 ? (
          list(standing)
        ) : (
          <Empty>No current or upcoming delegations.</Empty>
        )}
      </Section>
      {past.length > 0 ? (
        <Section heading="Past delegations">
          {list(past)}
          <Pager
            label="Pages of delegations"
            newer={before === undefined ? null : "/people#delegations"}
            older={more ? `/people?lent=${past.at(-1)?.id}#delegations` : null}
          />
        </Section>
      ) : null}
    </div>
  );
}
