import type { Asked, Loaded } from "@/app/_document/document";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { readLedger } from "@/db/ledger/read-ledger";
import { readLog } from "@/db/ledger/read-log";
import { lateChangedParts } from "@/db/rules/living-rulebook";
import { filterOf } from "@/lib/changes/filter";

export type LoadedLedger = Loaded<typeof loadLedger>;

export async function loadLedger({ query, person }: Asked<object, { kept?: string; before?: string; asked?: string }>) {
  const { kept: keptId, asked } = query;
  const { before } = filterOf(query);
  const [ledger, changed, { events, more }, kept] = await Promise.all([
    readLedger(),
    lateChangedParts(),
    readLog(before),
    keptFor(person.token, "/ledger", keptId),
  ]);
  return { person, before, asked, ledger, changed, events, more, kept, zone: zoneOf(person) };
}
