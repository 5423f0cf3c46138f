import type { Loaded, PageRequest } from "@/app/_document/document";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft } from "@/app/_steps/form-draft";
import { readLedger } from "@/db/ledger/read-ledger";
import { readLedgerEntries } from "@/db/ledger/read-ledger-entries";
import { cachedChangedRulebookParts } from "@/db/rules/changed-rulebook-parts";
import { parseChangeFilter } from "@/lib/changes/change-filter";

export type LoadedLedger = Loaded<typeof loadLedger>;

export async function loadLedger({
  query,
  person,
}: PageRequest<object, { kept?: string; before?: string; asked?: string }>) {
  const { kept: draftId, asked: requestedStep } = query;
  const { before } = parseChangeFilter(query);
  const [ledger, changedParts, { events, more }, formDraft] = await Promise.all([
    readLedger(),
    cachedChangedRulebookParts(),
    readLedgerEntries(before),
    restoreDraft(person.token, "/ledger", draftId),
  ]);
  return {
    person,
    before,
    requestedStep,
    ledger,
    changedParts,
    events,
    more,
    formDraft,
    zone: userZone(person),
  };
}
