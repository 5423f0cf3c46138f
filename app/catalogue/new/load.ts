import type { Loaded, PageRequest } from "@/app/_document/document";
import { restoreDraft } from "@/app/_steps/form-draft";
import { formOptionsFor, toChoice } from "@/app/_steps/panel/form-options";
import { toActor } from "@/app/_steps/record-state";
import { readStaff } from "@/db/people/read-people";
import { readClients, readSystems } from "@/db/systems/read-systems";
import { whoCanProposeEntry } from "@/lib/refusals/who-can-create";
import { canProposeEntry } from "@/lib/rules/can-create";
import { proposalDefaults } from "./proposal-defaults";

export type LoadedProposal = Loaded<typeof loadProposal>;

const path = "/catalogue/new";

/** For somebody who may not propose, only who may. */
export async function loadProposal({
  query,
  person,
}: PageRequest<object, { kept?: string; entry?: string; change?: string }>) {
  const isAllowed = canProposeEntry(toActor(person));
  const [formDraft, systems, clients, defaults, staff] = await Promise.all([
    restoreDraft(person.token, path, query.kept),
    isAllowed ? readSystems() : [],
    isAllowed ? readClients() : [],
    proposalDefaults(query),
    isAllowed ? [] : readStaff(),
  ]);
  return {
    ...{ formDraft, defaults },
    formOptions: formOptionsFor({ person, systems, clients: clients.map(toChoice) }),
    ineligibleMessage: isAllowed ? null : whoCanProposeEntry(staff),
  };
}
