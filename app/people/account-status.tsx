import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { judge } from "@/lib/rules/judge";
import { formatDateTime } from "@/lib/time/format";

type Account = { readonly id: number; readonly name: string; readonly deactivatedAt: string | null };
type Props = { account: Account; person: SessionUser; formDraft: FormDraft | null };

export const AccountStatus = ({ account, person, formDraft }: Props) => (
  <div className="grid gap-1 empty:hidden md:-my-1.5">
    {account.deactivatedAt ? (
      <DeadlineBadge
        tone="warn"
        icon="barred"
      >{`deactivated ${formatDateTime(account.deactivatedAt, userZone(person))}`}</DeadlineBadge>
    ) : null}
    <DeactivationForm account={account} person={person} formDraft={formDraft} />
  </div>
);

function DeactivationForm({ account: { id, name, deactivatedAt }, person, formDraft }: Props) {
  const step = deactivatedAt ? "reactivate" : "deactivate";
  if (!judge(step, toPersonState(id, name, deactivatedAt !== null), toActor(person)).ok) return null;
  return (
    <div className="print:hidden">
      <Disclosure
        summary={`${deactivatedAt ? "Reactivate" : "Deactivate"} ${name}`}
        open={formDraft?.step === step && formDraft.id === id}
      >
        <StepFormWithDraft
          step={step}
          recordType="person"
          type=""
          id={id}
          options={formOptionsFor({ person })}
          formDraft={formDraft}
          variant={deactivatedAt ? "quiet" : "danger"}
        />
      </Disclosure>
    </div>
  );
}
