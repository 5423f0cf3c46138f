import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { importReportFrom, isImportDraft, loadSystemsUpload } from "@/app/_steps/actions/systems-upload";
import type { FormDraft, LoadedFormDraft } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { readStaff } from "@/db/people/read-people";
import { listSystems } from "@/db/systems/list-systems";
import { readScopeDecisions } from "@/db/systems/read-scope-decisions";
import { whoCanRegisterSystem } from "@/lib/refusals/who-can-create";
import { canRegisterSystem } from "@/lib/rules/can-create";
import type { SystemFilter } from "@/lib/systems/system-filter";

export type LoadedRegister = Awaited<ReturnType<typeof loadRegister>>;

type RegisterQuery = { filter: SystemFilter; formDraft: LoadedFormDraft | null; draftId: string | undefined };

/** Scope decisions are read for the first page only, an import only for somebody who may register. */
export async function loadRegister(person: SessionUser, { filter, formDraft, draftId }: RegisterQuery) {
  const mayRegisterSystems = canRegisterSystem(toActor(person));
  const importDraft = isImportDraft(formDraft) ? formDraft : null;
  const [{ systems, more, clients }, staff, decisions, imported] = await Promise.all([
    listSystems(filter),
    readStaff(),
    filter.after || filter.client ? null : readScopeDecisions(),
    mayRegisterSystems ? loadImport(importDraft, draftId ?? "", person) : null,
  ]);
  return {
    ...{ person, filter, systems, more, clients, staff, decisions, imported },
    /** The draft of any form but the import's. */
    formDraft: importDraft ? null : formDraft,
    zone: userZone(person),
    organisation: settings().organisation,
    ineligibleMessage: mayRegisterSystems ? null : whoCanRegisterSystem(staff),
  };
}

/** Either the report of a finished import, or the file that is previewed. */
async function loadImport(formDraft: FormDraft | null, id: string, person: SessionUser) {
  const report = importReportFrom(formDraft);
  return {
    formDraft,
    report,
    found: report ? null : await loadSystemsUpload(formDraft, id, person),
    zone: settings().siteTimezone,
  };
}
