import type { Loaded, PageRequest } from "@/app/_document/document";
import { restoreDraft, takeOneTimeSecret } from "@/app/_steps/form-draft";
import { formOptionsFor, toChoice } from "@/app/_steps/panel/form-options";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { listTokensOfOthers } from "@/db/api/list-api-tokens";
import { readAccounts } from "@/db/api/read-accounts";
import { readClients, readSystems } from "@/db/systems/read-systems";
import { couldEverTake } from "@/lib/rules/can-create";
import { judge } from "@/lib/rules/judge";

export type LoadedAccounts = Loaded<typeof loadAccounts>;

const path = "/accounts";

/** The service accounts and their tokens; for a lead, other people's tokens too, which they may revoke. */
export async function loadAccounts({ query, person }: PageRequest<object, { kept?: string; shown?: string }>) {
  const actor = toActor(person);
  const mayRevokeOthers = judge("revoke_token", toPersonState(0, "Someone else"), actor).ok;
  const [secret, formDraft, accounts, tokens, clients, systems] = await Promise.all([
    takeOneTimeSecret(person.token, path, query.shown),
    restoreDraft(person.token, path, query.kept),
    readAccounts(),
    listTokensOfOthers(person.personId, mayRevokeOthers),
    readClients(),
    readSystems(),
  ]);
  return {
    ...{ person, secret, formDraft, accounts, tokens, mayRevokeOthers },
    mayPropose: couldEverTake("account", "propose_account", actor),
    formOptions: formOptionsFor({ person, systems, clients: clients.map(toChoice) }),
  };
}
