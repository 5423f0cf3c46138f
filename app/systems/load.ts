import type { Loaded, PageRequest } from "@/app/_document/document";
import { importPath } from "@/app/_steps/actions/systems-upload";
import { restoreDraft } from "@/app/_steps/form-draft";
import { parseSystemFilter } from "@/lib/systems/system-filter";
import { loadRegister } from "./load-register";
import { loadSystemDetails } from "./load-system-details";

export type LoadedSystems = Loaded<typeof loadSystems>;

/** The register, or the one system that the address or the draft names. */
export async function loadSystems({ query, person }: PageRequest) {
  const filter = parseSystemFilter(query);
  const draftId = [query.kept].flat()[0];
  const formDraft = await restoreDraft(person.token, importPath, draftId);
  const systemId = filter.system ?? formDraft?.id;
  if (systemId === undefined)
    return { details: null, register: await loadRegister(person, { filter, formDraft, draftId }) };
  const details = await loadSystemDetails(person, { id: systemId, formDraft });
  return details && { details, register: null };
}
