import type { Asked, Loaded } from "@/app/_document/document";
import { tellIn } from "@/app/_request/tell";
import { keptFor } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, changeAsSubject } from "@/app/_steps/subject-of";
import { loadHaltInstead } from "@/app/changes/load-halt-instead";
import { readEntries } from "@/db/catalogue/read-entries";
import { readChange } from "@/db/changes/read-change";
import { readStaff } from "@/db/people/read-people";
import { readSystems } from "@/db/systems/read-systems";
import { recordIn } from "@/lib/changes/record-number";
import { refusalWords } from "@/lib/refusals/verdict-words";
import { judge } from "@/lib/rules/judge";
import { offeredSystems } from "@/lib/systems/offered-systems";

export type LoadedEdit = Loaded<typeof loadEdit>;

type Query = { kept?: string; client?: string | string[] };

export async function loadEdit({ params, query, person }: Asked<{ number: string }, Query>) {
  const { number } = params;
  const path = `/changes/${number}/edit`;
  const id = recordIn(number, "CHG");
  if (id === null) return null;
  const { kept: keptId, client } = query;
  const [change, systems, kept] = await Promise.all([
    readChange(id),
    readSystems(),
    keptFor(person.token, path, keptId),
  ]);
  if (!change) return null;
  const subject = changeAsSubject(change);
  const verdict = judge("edit", subject, asJudged(person));
  const [[entry], halt, staff] = await Promise.all([
    change.entryId === null ? [] : readEntries(change.entryId),
    loadHaltInstead(kept),
    verdict.ok ? [] : readStaff(),
  ]);
  const named = [kept?.typed.systems ?? [], change.systems.map((system) => String(system.id))].flat();
  const offered = offeredSystems(systems, { client, named });
  return {
    ...{ path, number, change, entry, kept, halt, offered },
    world: worldOf({ person, systems: offered.systems, touched: change.systems, blanks: entry?.blanks }),
    refusal: verdict.ok
      ? null
      : { sentence: refusalWords(verdict, subject, asJudged(person), staff, tellIn(person)), clause: verdict.clause },
  };
}
