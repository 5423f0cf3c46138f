import type { Loaded, PageRequest } from "@/app/_document/document";
import { restoreDraft, takeOneTimeSecret } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { listFeedsOf, listFeedsOfOthers } from "@/db/calendar/list-calendar-feeds";
import { readSystems } from "@/db/systems/read-systems";
import { judge } from "@/lib/rules/judge";

export type LoadedFeeds = Loaded<typeof loadFeeds>;

const path = "/calendar/feeds";

/** The reader's feeds, and the address of one just made. Others' feeds are read only for somebody who may revoke them. */
export async function loadFeeds({ query, person }: PageRequest<object, { kept?: string; shown?: string }>) {
  const mayRevokeOthers = judge("revoke_feed", toPersonState(0, "Someone else"), toActor(person)).ok;
  const [address, formDraft, own, others, systems] = await Promise.all([
    takeOneTimeSecret(person.token, path, query.shown),
    restoreDraft(person.token, path, query.kept),
    listFeedsOf(person.personId),
    mayRevokeOthers ? listFeedsOfOthers(person.personId) : [],
    readSystems(),
  ]);
  return {
    ...{ person, address, formDraft, own, others },
    formOptions: formOptionsFor({ person }),
    /** An example for the filters. */
    system: systems.find(({ managed }) => managed),
  };
}
