import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { NewToken } from "@/app/accounts/new-token";
import { TokenTable } from "@/app/accounts/token-table";
import { EmptyState } from "@/components/basics/empty-state";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { latestTokenEnd } from "@/lib/tokens/token-end";
import type { LoadedMe } from "./load";

/** The reader's own tokens, and the form that makes one. */
export function MePage({ person, secret, formDraft, tokens, formOptions }: LoadedMe) {
  return (
    <Main>
      <PageHeader
        title="Your account"
        intro={
          <>
            A machine acts for you with a token: it reads, drafts and carries out changes as an operator does, and every
            step names you and the token. It never reviews, approves or decides. Your time zone, e-mails and delegations
            are on{" "}
            <a className="link" href="/people">
              People
            </a>
            ; what pipelines use is better a{" "}
            <a className="link" href="/accounts">
              service account
            </a>
            .
          </>
        }
      />
      <FormDraftNotice formDraft={formDraft} offered />
      {secret ? <NewToken secret={secret} /> : null}
      <Section heading="Your tokens" count={tokens.filter(({ revokedAt }) => revokedAt === null).length}>
        {tokens.length > 0 ? (
          <TokenTable caption="Your tokens" tokens={tokens} person={person} mayRevoke={() => true} />
        ) : (
          <EmptyState>You have no tokens.</EmptyState>
        )}
      </Section>
      <Section heading="Create a token">
        <div className="max-w-md print:hidden">
          <StepFormWithDraft
            step="make_token"
            recordType="person"
            type=""
            id={person.personId}
            options={formOptions}
            values={{ scopes: ["read"], expiresAt: latestTokenEnd(person.now, formOptions.zone) }}
            formDraft={formDraft}
          />
        </div>
      </Section>
    </Main>
  );
}
