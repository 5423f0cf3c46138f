import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { EmptyState } from "@/components/basics/empty-state";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import type { ListedApiToken } from "@/db/api/list-api-tokens";
import { Account } from "./account";
import type { LoadedAccounts } from "./load";
import { NewToken } from "./new-token";
import { TokenTable } from "./token-table";

/** The service accounts, the form that proposes one, and for a lead other people's tokens. */
export function AccountsPage({ person, secret, formDraft, accounts, tokens, ...loaded }: LoadedAccounts) {
  const ofPeople = tokens.filter(({ account }) => account === null);
  const isLive = ({ revokedAt }: ListedApiToken) => revokedAt === null;
  return (
    <Main>
      <PageHeader
        title="Service accounts"
        intro="A pipeline or a tool acts as a service account. An operator answers for it, and an operations lead approves it. Its tokens take the steps of an operator within their scopes, and never review, approve or decide."
      />
      <StepConfirmation person={person} recordTypes={["account"]} />
      <FormDraftNotice formDraft={formDraft} offered />
      {secret ? <NewToken secret={secret} /> : null}
      <Section heading="Service accounts" count={accounts.filter(({ status }) => status !== "ended").length}>
        {accounts.length > 0 ? (
          accounts.map((account) => (
            <Account
              key={account.id}
              {...{ account, person, formDraft, formOptions: loaded.formOptions }}
              tokens={tokens.filter((token) => token.account?.id === account.id)}
            />
          ))
        ) : (
          <EmptyState>There are no service accounts yet.</EmptyState>
        )}
      </Section>
      {loaded.mayPropose ? (
        <Section heading="Propose a service account">
          <div className="max-w-md print:hidden">
            <StepFormWithDraft
              step="propose_account"
              recordType="account"
              type=""
              options={loaded.formOptions}
              formDraft={formDraft}
            />
          </div>
        </Section>
      ) : null}
      {ofPeople.length > 0 ? (
        <Section heading="Other people’s tokens" count={ofPeople.filter(isLive).length}>
          <TokenTable
            caption="Other people’s tokens"
            tokens={ofPeople}
            person={person}
            mayRevoke={() => loaded.mayRevokeOthers}
            isOthers
          />
        </Section>
      ) : null}
    </Main>
  );
}
