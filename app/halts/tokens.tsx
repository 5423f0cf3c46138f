import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { asChoice, worldOf } from "@/app/_steps/panel/form-options";
import { Notice } from "@/components/basics/notice";
import { Table } from "@/components/basics/table";
import { When } from "@/components/record/when";
import { Section } from "@/components/shell/section";
import type { KnownToken } from "@/db/halts/list-tokens";
import type { Named } from "@/lib/rules/record";

type Props = {
  tokens: readonly KnownToken[];
  person: Person;
  clients: readonly Named[];
  kept: Kept | null;
  /** The new token, which is shown once. */
  secret: string | null;
};

export function Tokens({ tokens, person, clients, kept, secret }: Props) {
  return (
    <Section heading="Gate tokens" count={tokens.filter(({ revokedAt }) => revokedAt === null).length}>
      {secret ? <MadeToken secret={secret} /> : null}
      <p className="mb-3 max-w-prose text-muted">
        A pipeline asks <code>GET /api/gate?client=…&amp;application=…&amp;environment=…</code> with a gate token and
        continues only when the answer is allow. A token works for one client only.
      </p>
      {tokens.length > 0 ? (
        <Table
          caption="Gate tokens"
          heads={["Name", "Client", "Made", "Revoked"]}
          rows={tokens.map((token) => ({
            key: String(token.id),
            cells: [
              token.name,
              token.client,
              <span key="made">
                {token.madeBy}, <When at={token.createdAt} zone={zoneOf(person)} brief />
              </span>,
              <Revoked key="revoked" token={token} person={person} />,
            ],
          }))}
        />
      ) : null}
      <div className="mt-4 max-w-md print:hidden">
        <FormOf
          step="make_token"
          subject="installation"
          type=""
          id={1}
          world={worldOf({ person, clients: clients.map(asChoice) })}
          kept={kept}
          look="quiet"
        />
      </div>
    </Section>
  );
}

const Revoked = ({ token, person }: { token: KnownToken; person: Person }) =>
  token.revokedAt ? (
    <When at={token.revokedAt} zone={zoneOf(person)} brief />
  ) : (
    <FormOf
      step="revoke_token"
      subject="installation"
      type=""
      id={1}
      world={worldOf({ person })}
      values={{ token: String(token.id) }}
      kept={null} // each form is about its own token, whichever was refused
      look="quiet"
      label={`Revoke ${token.name}`}
    />
  );

const MadeToken = ({ secret }: { secret: string }) => (
  <div className="mb-6 print:hidden">
    <Notice role="status" tone="good" heading="Token made.">
      <p id="token-words">
        Copy the token now: Windlass shows it only once. Store it as a secret of the pipeline. Anyone who has the token
        can ask the gate about this client, and nothing else, until you revoke it.
      </p>
      <label htmlFor="token-secret" className="font-medium">
        Token
      </label>
      <input
        id="token-secret"
        className="control"
        readOnly
        value={secret}
        autoComplete="off"
        aria-describedby="token-words"
      />
    </Notice>
  </div>
);
