import type { Loaded, PageRequest } from "@/app/_document/document";
import { restoreDraft, takeOneTimeSecret } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { listFeedsOf, listFeedsOfOthers } from "@/db/calendar/list-calendar-feeds";
import { readStaff } from "@/db/people/read-people";
import { readFilterOptions } from "@/db/systems/read-filter-options";
import { parseCalendarFilter } from "@/lib/calendar/calendar-filter";
import { feedFilterIn } from "@/lib/calendar/feed-address";
import { judge } from "@/lib/rules/judge";
import { actsAs } from "@/lib/rules/roles";

export type LoadedFeeds = Loaded<typeof loadFeeds>;

const path = "/calendar/feeds";

/**
 * The reader's feeds, the address of one just made, and the filter of a new one: as it was typed, else as the address of the page
 * has it. Others' feeds are read only for somebody who may revoke them.
 */
export async function loadFeeds({ query, person }: PageRequest<object, Record<string, string | undefined>>) {
  const mayRevokeOthers = judge("revoke_feed", toPersonState(0, "Someone else"), toActor(person)).ok;
  const [address, formDraft, own, others, filterOptions, staff] = await Promise.all([
    takeOneTimeSecret(person.token, path, query.shown),
    restoreDraft(person.token, path, query.kept),
    listFeedsOf(person.personId),
    mayRevokeOthers ? listFeedsOfOthers(person.personId) : [],
    readFilterOptions({}),
    readStaff(),
  ]);
  return {
    ...{ person, address, formDraft, own, others },
    formOptions: formOptionsFor({ person }),
    filter: formDraft?.step === "make_feed" ? feedFilterIn(formDraft.typed) : parseCalendarFilter(query),
    filterOptions,
    people: staff.filter(({ roles }) => actsAs(roles, "operator")),
  };
}
