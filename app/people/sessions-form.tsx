import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { judge } from "@/lib/rules/judge";

type Account = { readonly id: number; readonly name: string; readonly deactivatedAt: string | null };
type Props = { account: Account; person: SessionUser; formDraft: FormDraft | null };

/** People end their own sessions beside their own settings; an operations lead ends those of others on their pages. */
export function SessionsForm({ account, person, formDraft }: Props) {
  if (account.deactivatedAt) return null;
  if (!judge("end_sessions", toPersonState(account.id, account.name), toActor(person)).ok) return null;
  const isOwn = account.id === person.personId;
  return (
    <StepFormWithDraft
      step="end_sessions"
      recordType="person"
      type=""
      id={account.id}
      options={formOptionsFor({ person })}
      formDraft={formDraft}
      variant="quiet"
      label={isOwn ? "Sign out everywhere" : `End the sessions of ${account.name}`}
    />
  );
}
