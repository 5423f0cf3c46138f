import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import type { ListedApiToken } from "@/db/api/list-api-tokens";
import { joinList } from "@/lib/text/join-list";

type Props = {
  caption: string;
  tokens: readonly ListedApiToken[];
  person: SessionUser;
  mayRevoke: (token: ListedApiToken) => boolean;
  isOthers?: boolean;
};

/** Tokens with what they may do, until when, and when they were used last. */
export const TokenTable = ({ caption, tokens, person, mayRevoke, isOthers = false }: Props) => (
  <Table
    caption={caption}
    columns={["Name", ...(isOthers ? ["Acts for"] : []), "Scopes", "Limited to", "Last used", "Expires"]}
    rows={tokens.map((token) => ({
      key: String(token.id),
      cells: [
        token.name,
        ...(isOthers ? [ownerOf(token)] : []),
        joinList(token.scopes, "and"),
        limitsOf(token),
        token.lastUsedAt ? <DateTime key="used" at={token.lastUsedAt} zone={userZone(person)} isBrief /> : "never",
        <EndOfToken key="end" token={token} person={person} mayRevoke={mayRevoke(token)} isOthers={isOthers} />,
      ],
    }))}
  />
);

const ownerOf = ({ account, person }: ListedApiToken) => (account ? `${account.name} (${person.name})` : person.name);

const limitsOf = ({ clients, systems, networks }: ListedApiToken): string =>
  [...clients, ...systems, ...(networks ? [networks] : [])].join(", ") || "no limit";

type EndProps = { token: ListedApiToken; person: SessionUser; mayRevoke: boolean; isOthers: boolean };

function EndOfToken({ token, person, mayRevoke, isOthers }: EndProps) {
  const zone = userZone(person);
  if (token.revokedAt)
    return (
      <>
        ended <DateTime at={token.revokedAt} zone={zone} isBrief />
      </>
    );
  return (
    <>
      <DateTime at={token.expiresAt} zone={zone} isBrief />
      {mayRevoke ? (
        <StepFormWithDraft
          step="revoke_token"
          recordType={token.account ? "account" : "person"}
          type=""
          id={token.account?.id ?? token.person.id}
          options={formOptionsFor({ person })}
          values={{ token: String(token.id) }}
          formDraft={null} // each form is about its own token, whichever was refused
          variant="quiet"
          label={`Revoke ${token.name}`}
        >
          {isOthers ? <input type="hidden" name="from" value="list" /> : null}
        </StepFormWithDraft>
      ) : null}
    </>
  );
}
