import type { Loaded, PageRequest } from "@/app/_document/document";
import { restoreDraft, takeOneTimeSecret } from "@/app/_steps/form-draft";
import { formOptionsFor, toChoice } from "@/app/_steps/panel/form-options";
import { listTokensOf } from "@/db/api/list-api-tokens";
import { readClients, readSystems } from "@/db/systems/read-systems";

export type LoadedMe = Loaded<typeof loadMe>;

const path = "/me";

/** The reader's own tokens, and the one just made, which is shown once. */
export async function loadMe({ query, person }: PageRequest<object, { kept?: string; shown?: string }>) {
  const [secret, formDraft, tokens, clients, systems] = await Promise.all([
    takeOneTimeSecret(person.token, path, query.shown),
    restoreDraft(person.token, path, query.kept),
    listTokensOf(person.personId),
    readClients(),
    readSystems(),
  ]);
  return {
    ...{ person, secret, formDraft, tokens },
    formOptions: formOptionsFor({ person, systems, clients: clients.map(toChoice) }),
  };
}
