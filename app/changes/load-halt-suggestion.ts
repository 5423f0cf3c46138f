import { settings } from "@/app/_request/settings";
import type { FormDraft } from "@/app/_steps/form-draft";
import { readSystem } from "@/db/systems/list-systems";
import type { NamedRef } from "@/lib/rules/record";

/** The client is that of the first system that the refused form named. */
export type SuggestedHalt = { readonly client: NamedRef | null; readonly organisation: string };

/** Null where the form was not refused as an application deploy (Scope). */
export async function loadHaltSuggestion(formDraft: FormDraft | null): Promise<SuggestedHalt | null> {
  if (formDraft?.clause === undefined || !["true", "on"].includes(String(formDraft.typed.isApplicationDeploy)))
    return null;
  const first = Number([formDraft.typed.systems ?? ""].flat()[0]);
  const system = Number.isSafeInteger(first) && first > 0 ? await readSystem(first) : null;
  return { client: system?.client ?? null, organisation: settings().organisation };
}
