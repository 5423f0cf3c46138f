import type { Asked, Loaded } from "@/app/_document/document";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, entryAsSubject } from "@/app/_steps/subject-of";
import { readEntries } from "@/db/catalogue/read-entries";
import { readHistory } from "@/db/changes/read-history";
import { readStaff } from "@/db/people/read-people";
import { offers } from "@/lib/rules/judge";

export type LoadedEntry = Loaded<typeof loadEntry>;

export async function loadEntry({ params, query, person }: Asked<{ id: string }, { kept?: string }>) {
  const { id } = params;
  const path = `/catalogue/${id}`;
  if (!/^\d{1,15}$/.test(id)) return null;
  const { kept: keptId } = query;
  const [[entry], history, staff, kept] = await Promise.all([
    readEntries(Number(id)),
    readHistory("entry", Number(id)),
    readStaff(),
    keptFor(person.token, path, keptId),
  ]);
  if (!entry) return null;
  const subject = entryAsSubject(entry);
  return {
    ...{ person, entry, history, staff, kept, subject },
    offered: offers(subject, asJudged(person)),
    zone: zoneOf(person),
    world: worldOf({ person, staff }),
  };
}
