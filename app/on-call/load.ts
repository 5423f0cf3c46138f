import type { Asked, Loaded } from "@/app/_document/document";
import { zoneOf } from "@/app/_request/zone";
import { onCallPath } from "@/app/_steps/actions/shifts-file";
import { word } from "@/app/_steps/actions/typed-shifts";
import { keptFor } from "@/app/_steps/kept";
import { asChoice } from "@/app/_steps/panel/form-options";
import { asJudged } from "@/app/_steps/subject-of";
import { readAhead, readRosters } from "@/db/on-call/read-roster";
import { readStaff } from "@/db/people/read-people";
import { whoRosters } from "@/lib/refusals/who-makes";
import { mayRoster } from "@/lib/rules/may-make";
import { takesNoStep } from "@/lib/rules/roles";
import { loadFile } from "./load-file";

export type LoadedOnCall = Loaded<typeof loadOnCall>;

export async function loadOnCall({ query, person }: Asked<object, Record<string, string | string[]>>) {
  const before = numberIn(query.before);
  const weeks = Math.min(numberIn(query.weeks) ?? usualWeeks, mostWeeks);
  const keptId = word(query.kept);
  const [ahead, { rosters, more }, staff, kept] = await Promise.all([
    readAhead(weeks),
    readRosters(before),
    readStaff(),
    keptFor(person.token, onCallPath, keptId || undefined),
  ]);
  const may = mayRoster(asJudged(person));
  return {
    ...{ person, query, before, ahead, rosters, more, kept },
    zone: zoneOf(person),
    now: ahead.now,
    people: staff.filter(({ roles }) => !takesNoStep(roles)).map(asChoice),
    found: may ? await loadFile(kept, keptId, person) : null,
    /** The number of weeks that can be shown at most; null where they are shown. */
    moreWeeks: weeks < mostWeeks ? mostWeeks : null,
    whoMay: may ? null : whoRosters(staff),
  };
}

const usualWeeks = 6;
const mostWeeks = 52;

const numberIn = (value: string | string[] | undefined): number | undefined =>
  /^[1-9]\d{0,14}$/.test(word(value)) ? Number(word(value)) : undefined;
