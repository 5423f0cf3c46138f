import type { Person } from "@/app/_request/session";
import { type Kept, keep, keptFor, uploadExpired } from "@/app/_steps/kept";
import type { Typed } from "@/lib/form/typed";
import type { RosterFile } from "@/lib/on-call/roster-file/collected";
import { keptRoster } from "@/lib/on-call/roster-file/kept-roster";
import type { Rotated } from "@/lib/on-call/rotation";
import type { Shift } from "@/lib/on-call/shifts";
import type { Tier } from "@/lib/rules/record";
import type { Encoding } from "@/lib/text/file-text";
import { word } from "./typed-shifts";

/** The shifts of an uploaded file, saved for its person until they are placed. */
export type ReadRoster = RosterFile & { readonly title: string; readonly tier: Tier; readonly encoding: Encoding };

export const onCallPath = "/on-call";
/** The choice that leaves out a person who is no colleague. */
export const leftOut = "0";

/** Returns the path of the preview. */
export const keepFile = (token: string, file: ReadRoster): Promise<string> =>
  keep(token, onCallPath, { ...nothingWrong, typed: { how: "import", read: JSON.stringify(file) } });

/** Saves why a file could not be read; returns the path of the page that says so. */
export const keepUnread = (token: string, sentence: string, tier: string): Promise<string> =>
  keep(token, onCallPath, { ...nothingWrong, typed: { how: "import", tier }, errors: { file: sentence } });

const nothingWrong = { step: "place_shifts", errors: {}, sentence: "" };

/** The uploaded file that the draft previews or refers to; null when there is none or a day has passed. */
export async function fileOf(
  kept: Kept | null,
  id: string,
  person: Person,
): Promise<{ id: string; file: ReadRoster } | null> {
  if (kept?.typed.read) return parsed(id, word(kept.typed.read));
  const about = word(kept?.typed.file);
  const first = about ? await keptFor(person.token, onCallPath, about) : null;
  return first?.typed.read ? parsed(about, word(first.typed.read)) : null;
}

/** The shifts of the uploaded file with the chosen person for each of its names, or the errors. */
export async function shiftsOfFile(typed: Typed, person: Person): Promise<Rotated> {
  const kept = await keptFor(person.token, onCallPath, word(typed.file));
  const found = await fileOf(kept, word(typed.file), person);
  if (!found) return { ok: false, errors: { file: uploadExpired } };
  const { people, turns, tier } = found.file;
  const whom = people.map((_, place) => word(typed[`whom${place}`]));
  const missing = whom.flatMap((id, place) =>
    /^\d{1,15}$/.test(id)
      ? []
      : [[`whom${place}`, `Choose who “${people[place]?.name}” is, or leave their shifts out.`]],
  );
  if (missing.length > 0) return { ok: false, errors: Object.fromEntries(missing) };
  const shifts = turns.flatMap(([place, from, until]): Shift[] =>
    whom[place] === leftOut ? [] : [[Number(whom[place]), iso(from), iso(until), tier]],
  );
  if (shifts.length === 0)
    return { ok: false, errors: { file: "You left everyone in the file out, so there are no shifts to place." } };
  return { ok: true, shifts };
}

function parsed(id: string, text: string): { id: string; file: ReadRoster } | null {
  try {
    return { id, file: keptRoster.parse(JSON.parse(text)) };
  } catch {
    return null;
  }
}

const iso = (at: number) => new Date(at).toISOString();
