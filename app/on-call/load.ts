import type { Loaded, PageRequest } from "@/app/_document/document";
import { userZone } from "@/app/_request/time-zones";
import { onCallPath } from "@/app/_steps/actions/roster-upload";
import { lastValue } from "@/app/_steps/actions/shift-inputs";
import { restoreDraft } from "@/app/_steps/form-draft";
import { toChoice } from "@/app/_steps/panel/form-options";
import { toActor } from "@/app/_steps/record-state";
import { readRosters, readUpcomingShifts } from "@/db/on-call/read-roster";
import { readStaff } from "@/db/people/read-people";
import { whoCanPlaceShifts } from "@/lib/refusals/who-can-create";
import { canPlaceShifts } from "@/lib/rules/can-create";
import { isReadOnly } from "@/lib/rules/roles";
import { loadRosterFile } from "./load-roster-file";

export type LoadedOnCall = Loaded<typeof loadOnCall>;

export async function loadOnCall({ query, person }: PageRequest<object, Record<string, string | string[]>>) {
  const before = positiveInteger(query.before);
  const weeks = Math.min(positiveInteger(query.weeks) ?? defaultWeeks, maxWeeks);
  const draftId = lastValue(query.kept);
  const [ahead, { rosters, more }, staff, formDraft] = await Promise.all([
    readUpcomingShifts(weeks),
    readRosters(before),
    readStaff(),
    restoreDraft(person.token, onCallPath, draftId || undefined),
  ]);
  const mayPlace = canPlaceShifts(toActor(person));
  return {
    ...{ person, query, before, ahead, rosters, more, formDraft },
    zone: userZone(person),
    now: ahead.now,
    people: staff.filter(({ roles }) => !isReadOnly(roles)).map(toChoice),
    found: mayPlace ? await loadRosterFile(formDraft, draftId, person) : null,
    /** The number of weeks that can be shown at most; null where they are shown. */
    moreWeeks: weeks < maxWeeks ? maxWeeks : null,
    ineligibleMessage: mayPlace ? null : whoCanPlaceShifts(staff),
  };
}

const defaultWeeks = 6;
const maxWeeks = 52;

const positiveInteger = (value: string | string[] | undefined): number | undefined =>
  /^[1-9]\d{0,14}$/.test(lastValue(value)) ? Number(lastValue(value)) : undefined;
