import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor, toChoice } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { OneTimeSecret } from "@/components/basics/one-time-secret";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import { Section } from "@/components/shell/section";
import type { ListedToken } from "@/db/halts/list-gate-tokens";
import type { NamedRef } from "@/lib/rules/record";

type Props = {
  tokens: readonly ListedToken[];
  person: SessionUser;
  clients: readonly NamedRef[];
  formDraft: FormDraft | null;
  /** The new token, which is shown once. */
  secret: string | null;
};

export function GateTokens({ tokens, person, clients, formDraft, secret }: Props) {
  return (
    <Section heading="Gate tokens" count={tokens.filter(({ revokedAt }) => revokedAt === null).length}>
      {secret ? <NewToken secret={secret} /> : null}
      <p className="mb-3 max-w-prose text-muted">
        A pipeline asks <code>GET /api/gate?client=…&amp;application=…&amp;environment=…</code> with a gate token and
        continues only when the answer is allow. A token works for one client only.
      </p>
      {tokens.length > 0 ? (
        <Table
          caption="Gate tokens"
          columns={["Name", "Client", "Created", "Revoked"]}
          rows={tokens.map((token) => ({
            key: String(token.id),
            cells: [
              token.name,
              token.client,
              <span key="made">
                {token.createdBy}, <DateTime at={token.createdAt} zone={userZone(person)} isBrief />
              </span>,
              <RevocationCell key="revoked" token={token} person={person} />,
            ],
          }))}
        />
      ) : null}
      <div className="mt-4 max-w-md print:hidden">
        <StepFormWithDraft
          step="make_token"
          recordType="installation"
          type=""
          id={1}
          options={formOptionsFor({ person, clients: clients.map(toChoice) })}
          formDraft={formDraft}
          variant="quiet"
        />
      </div>
    </Section>
  );
}

const RevocationCell = ({ token, person }: { token: ListedToken; person: SessionUser }) =>
  token.revokedAt ? (
    <DateTime at={token.revokedAt} zone={userZone(person)} isBrief />
  ) : (
    <StepFormWithDraft
      step="revoke_token"
      recordType="installation"
      type=""
      id={1}
      options={formOptionsFor({ person })}
      values={{ token: String(token.id) }}
      formDraft={null} // each form is about its own token, whichever was refused
      variant="quiet"
      label={`Revoke ${token.name}`}
    />
  );

const NewToken = ({ secret }: { secret: string }) => (
  <OneTimeSecret id="token-secret" heading="Token created." label="Token" secret={secret}>
    Copy the token now: Windlass shows it only once. Store it as a secret of the pipeline. Anyone who has the token can
    ask the gate about this client, and nothing else, until you revoke it.
  </OneTimeSecret>
);
