import type { Loaded, PageRequest } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft, takeOneTimeSecret } from "@/app/_steps/form-draft";
import { toActor, toHaltState, toInstallationState } from "@/app/_steps/record-state";
import { listGateTokens } from "@/db/halts/list-gate-tokens";
import { type HaltRecord, readHalts } from "@/db/halts/read-halts";
import { readStaff } from "@/db/people/read-people";
import { readClients } from "@/db/systems/read-systems";
import { parseChangeFilter } from "@/lib/changes/change-filter";
import { whoCanPlaceHalt } from "@/lib/refusals/who-can-create";
import { canPlaceHalt } from "@/lib/rules/can-create";
import { judge } from "@/lib/rules/judge";

export type LoadedHalts = Loaded<typeof loadHalts>;

export const haltsPath = "/halts";

type Query = {
  kept?: string;
  shown?: string;
  before?: string;
  client?: string;
  application?: string;
  environment?: string;
};

/** Clients are read for somebody who may place a halt, tokens for somebody who may make one. */
export async function loadHalts({ query, person }: PageRequest<object, Query>) {
  const { before } = parseChangeFilter({ before: query.before });
  const actor = toActor(person);
  const mayPlace = canPlaceHalt(actor);
  const makesTokens = judge("make_token", toInstallationState(), actor).ok;
  const [{ active, past, more }, clients, formDraft, secret, tokens, staff] = await Promise.all([
    readHalts(before),
    mayPlace ? readClients() : [],
    restoreDraft(person.token, haltsPath, query.kept),
    makesTokens ? takeOneTimeSecret(person.token, haltsPath, query.shown) : null,
    makesTokens ? listGateTokens() : null,
    mayPlace ? [] : readStaff(),
  ]);
  const mayLift = (halt: HaltRecord) => judge("lift_halt", toHaltState(halt), actor).ok;
  const liftable = [...active, ...past].filter(mayLift).map(({ id }) => id);
  return {
    ...{ person, before, active, past, more, clients, formDraft, secret, tokens, liftable },
    zone: userZone(person),
    organisation: settings().organisation,
    defaults: query,
    ineligibleMessage: mayPlace ? null : whoCanPlaceHalt(staff),
    /** Whether the draft's own form is on this page. */
    offered:
      formDraft?.id === undefined
        ? mayPlace
        : active.some(({ id }) => id === formDraft.id && liftable.includes(id)) || makesTokens,
  };
}
