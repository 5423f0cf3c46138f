import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toAccountState, toActor } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import type { FormOptions } from "@/components/form/control";
import { DefinitionList } from "@/components/record/definition-list";
import { PlainText } from "@/components/record/plain-text";
import { StatusBadge } from "@/components/record/status-badge";
import type { ListedApiToken } from "@/db/api/list-api-tokens";
import type { AccountRecord } from "@/db/api/read-accounts";
import { redactedText } from "@/lib/changes/redaction";
import { judge, stepOffersFor } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { joinList } from "@/lib/text/join-list";
import { latestTokenEnd } from "@/lib/tokens/token-end";
import { TokenTable } from "./token-table";

type Props = {
  account: AccountRecord;
  tokens: readonly ListedApiToken[];
  person: SessionUser;
  formDraft: FormDraft | null;
  formOptions: FormOptions;
};

/** A service account: what it is for, its tokens, and what the reader may do to it. */
export function Account({ account, tokens, person, formDraft, formOptions }: Props) {
  const { id, name, status, purpose, scopes, clients, systems, accountable } = account;
  const [record, actor] = [toAccountState(account), toActor(person)];
  const offers = stepOffersFor(record, actor).filter(({ step, verdict }) => step !== "revoke_token" && verdict.ok);
  const mayRevoke = judge("revoke_token", record, actor).ok;
  return (
    <article aria-label={name} className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
      <h3 className="flex flex-wrap items-baseline gap-2 font-medium wrap-anywhere">
        {name} <StatusBadge status={status} />
      </h3>
      <DefinitionList
        rows={[
          { term: "What it is for", value: <PlainText text={purpose ?? redactedText} /> },
          { term: "Accountable", value: accountable.name },
          { term: "Scopes", value: joinList(scopes, "and") },
          { term: "Limited to", value: [...clients, ...systems].join(", ") || "no limit" },
        ]}
      />
      {tokens.length > 0 ? (
        <TokenTable
          caption={`The tokens of ${name}`}
          tokens={tokens}
          person={person}
          mayRevoke={() => mayRevoke}
          isOthers
        />
      ) : null}
      <div className="grid max-w-md gap-2 print:hidden">
        {offers.map(({ step }) => (
          <Disclosure
            key={step}
            summary={stepLabels[step].label}
            open={formDraft?.step === step && formDraft.id === id}
          >
            <StepFormWithDraft
              step={step}
              recordType="account"
              type=""
              id={id}
              seq={account.stepSeq}
              options={formOptions}
              values={step === "make_token" ? { expiresAt: latestTokenEnd(person.now, formOptions.zone) } : {}}
              formDraft={formDraft}
            />
          </Disclosure>
        ))}
      </div>
    </article>
  );
}
