import type { SessionUser } from "@/app/_request/session";
import { loadRosterUpload, type RosterUpload } from "@/app/_steps/actions/roster-upload";
import type { FormDraft } from "@/app/_steps/form-draft";
import { readOverlappingRosters } from "@/db/on-call/read-overlapping-rosters";
import { readColleagues } from "@/db/on-call/read-roster";

export type LoadedRosterFile = NonNullable<Awaited<ReturnType<typeof loadRosterFile>>>;

/** Null where there is no file, or it is gone. */
export async function loadRosterFile(formDraft: FormDraft | null, id: string, person: SessionUser) {
  const found = await loadRosterUpload(formDraft, id, person);
  if (!found) return null;
  const [colleagues, overlapping] = await Promise.all([readColleagues(), overlappingRosters(found.file)]);
  return { ...found, colleagues, overlapping };
}

const overlappingRosters = ({ turns, tier }: RosterUpload) =>
  readOverlappingRosters(
    tier,
    Math.min(...turns.map(([, from]) => from)),
    Math.max(...turns.map(([, , until]) => until)),
  );
