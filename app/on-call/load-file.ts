import type { Person } from "@/app/_request/session";
import { fileOf, type ReadRoster } from "@/app/_steps/actions/shifts-file";
import type { Kept } from "@/app/_steps/kept";
import { readHeld } from "@/db/on-call/read-held";
import { readColleagues } from "@/db/on-call/read-roster";

export type LoadedFile = NonNullable<Awaited<ReturnType<typeof loadFile>>>;

/** Null where there is no file, or it is gone. */
export async function loadFile(kept: Kept | null, id: string, person: Person) {
  const found = await fileOf(kept, id, person);
  if (!found) return null;
  const [colleagues, held] = await Promise.all([readColleagues(), heldBy(found.file)]);
  return { ...found, colleagues, held };
}

const heldBy = ({ turns, tier }: ReadRoster) =>
  readHeld(tier, Math.min(...turns.map(([, from]) => from)), Math.max(...turns.map(([, , until]) => until)));
