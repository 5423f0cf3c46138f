import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { zoneOf } from "@/app/_request/zone";
import { fileOf, isImport, reportIn } from "@/app/_steps/actions/systems-file";
import type { Found, Kept } from "@/app/_steps/kept";
import { asJudged } from "@/app/_steps/subject-of";
import { readStaff } from "@/db/people/read-people";
import { listSystems } from "@/db/systems/list-systems";
import { readScopeDecisions } from "@/db/systems/read-scope-decisions";
import { whoRegisters } from "@/lib/refusals/who-makes";
import { mayRegister } from "@/lib/rules/may-make";
import type { SystemFilter } from "@/lib/systems/filter";

export type LoadedRegister = Awaited<ReturnType<typeof loadRegister>>;

type Asked = { filter: SystemFilter; kept: Found | null; keptId: string | undefined };

/** Scope decisions are read for the first page only, an import only for somebody who may register. */
export async function loadRegister(person: Person, { filter, kept, keptId }: Asked) {
  const registers = mayRegister(asJudged(person));
  const ofImport = isImport(kept) ? kept : null;
  const [{ systems, more, clients }, staff, decisions, imported] = await Promise.all([
    listSystems(filter),
    readStaff(),
    filter.after || filter.client ? null : readScopeDecisions(),
    registers ? loadImport(ofImport, keptId ?? "", person) : null,
  ]);
  return {
    ...{ person, filter, systems, more, clients, staff, decisions, imported },
    /** The draft of any form but the import's. */
    kept: ofImport ? null : kept,
    zone: zoneOf(person),
    organisation: settings().organisation,
    whoMay: registers ? null : whoRegisters(staff),
  };
}

/** Either the report of a finished import, or the file that is previewed. */
async function loadImport(kept: Kept | null, id: string, person: Person) {
  const report = reportIn(kept);
  return { kept, report, found: report ? null : await fileOf(kept, id, person), zone: settings().siteTimezone };
}
