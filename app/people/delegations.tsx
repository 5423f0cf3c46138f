import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Section } from "@/components/shell/section";
import type { DelegationRecord, Delegations as Shown } from "@/db/people/read-delegations";
import { delegableStepsSentence } from "@/lib/people/delegable-steps";
import { whoCanDelegate } from "@/lib/refusals/who-can-create";
import { canDelegate } from "@/lib/rules/can-create";
import type { Actor } from "@/lib/rules/judge";
import { DelegateForm } from "./delegate-form";
import { Delegation } from "./delegation";

type Props = {
  delegations: Shown;
  staff: readonly Actor[];
  person: SessionUser;
  formDraft: FormDraft | null;
  /** The cursor in the past delegations. */
  before: number | undefined;
};

export function Delegations({
  delegations: { open: active, past, more, now },
  staff,
  person,
  formDraft,
  before,
}: Props) {
  const list = (shown: readonly DelegationRecord[]) =>
    shown.map((delegation) => (
      <Delegation key={delegation.id} delegation={delegation} person={person} now={now} formDraft={formDraft} />
    ));
  return (
    <div id="delegations" className="scroll-mt-4">
      <Section heading="Delegations" count={active.length}>
        <p className="mb-3 max-w-prose">
          An operations lead can delegate their authority to an operator for a limited time. {delegableStepsSentence}{" "}
          Windlass does not track absences: delegate before you leave. <ClauseLink clause="normal-approved" />
        </p>
        <div className="mb-4 print:hidden">
          {canDelegate(toActor(person)) ? (
            <DelegateForm person={person} staff={staff} formDraft={formDraft} />
          ) : (
            <p>{whoCanDelegate(staff)}</p>
          )}
        </div>
        {before !== undefined ? null : active.length > 0 ? (
          list(active)
        ) : (
          <EmptyState>No current or upcoming delegations.</EmptyState>
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
