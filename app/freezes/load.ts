import type { Asked, Loaded } from "@/app/_document/document";
import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { zoneOf } from "@/app/_request/zone";
import { type Kept, keptFor } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged } from "@/app/_steps/subject-of";
import { asTextChoice } from "@/app/_steps/texts-to-redact";
import { type FreezeRecord, readFreezes } from "@/db/calendar/read-freezes";
import { readTouched } from "@/db/calendar/touched-changes";
import { readTexts } from "@/db/changes/read-texts";
import { readStaff } from "@/db/people/read-people";
import { readSystems } from "@/db/systems/read-systems";
import { previewOf } from "@/lib/calendar/freeze-preview";
import { filterOf } from "@/lib/changes/filter";
import { whoFreezes } from "@/lib/refusals/who-makes";
import { mayFreeze } from "@/lib/rules/may-make";
import { mayLift, mayRedact } from "./freeze";

export type LoadedFreezes = Loaded<typeof loadFreezes>;

export async function loadFreezes({ query, person }: Asked<object, { kept?: string; before?: string }>) {
  const { before } = filterOf(query);
  const places = mayFreeze(asJudged(person));
  const [{ standing, past, more, now }, staff, kept, systems] = await Promise.all([
    readFreezes(before),
    readStaff(),
    keptFor(person.token, "/freezes", query.kept),
    places ? readSystems() : [],
  ]);
  const redactable = [...standing, ...past].filter((each) => mayRedact(each, person)).map(({ id }) => id);
  const preview = places ? previewIn(kept) : null;
  const [texts, touched] = await Promise.all([
    readTexts("freeze", redactable),
    preview?.ok ? readTouched(preview.covers, preview.spans) : [],
  ]);
  return {
    ...{ person, before, standing, past, more, now, kept, preview, touched },
    zone: zoneOf(person),
    texts: texts.map((text) => ({ of: text.record, choice: asTextChoice(person)(text) })),
    world: worldOf({ person, systems }),
    whoMay: places ? null : whoFreezes(staff),
    offered: kept?.id === undefined ? places : isOffered(kept, standing, redactable, person),
  };
}

const previewIn = (kept: Kept | null) =>
  kept?.step === "place_freeze" ? previewOf(kept.typed, settings().siteTimezone) : null;

/** A draft is shown apart when its freeze is no longer on this page. */
const isOffered = (kept: Kept, standing: readonly FreezeRecord[], redactable: readonly number[], person: Person) =>
  kept.step === "redact"
    ? redactable.some((id) => id === kept.id)
    : standing.some((each) => each.id === kept.id && mayLift(each, person));
