import type { Person } from "@/app/_request/session";
import { fileOf, type ReadRoster } from "@/app/_steps/actions/shifts-file";
import type { Kept } from "@/app/_steps/kept";
import { readHeld } from "@/db/on-call/read-held";
import { readColleagues } from "@/db/on-call/read-roster";

/** A calendar file that was sent, the colleagues whom its names may mean, and what holds its hours already. */
export type LoadedFile = NonNullable<Awaited<ReturnType<typeof loadFile>>>;

/** The file that a form which came back previews or is about; null where there is none, or it is gone. */
export async function loadFile(kept: Kept | null, id: string, person: Person) {
  const found = await fileOf(kept, id, person);
  if (!found) return null;
  const [colleagues, held] = await Promise.all([readColleagues(), heldBy(found.file)]);
  return { ...found, colleagues, held };
}

const heldBy = ({ turns, tier }: ReadRoster) =>
  readHeld(tier, Math.min(...turns.map(([, from]) => from)), Math.max(...turns.map(([, , until]) => until)));
