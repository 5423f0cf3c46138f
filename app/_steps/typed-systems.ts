import { readSystems } from "@/db/systems/read-systems";
import { typedSystemsName } from "@/lib/form/choice-kinds";
import { firstValueOf } from "@/lib/form/form-values";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { matchTypedSystems } from "@/lib/systems/typed-systems";
import { checkFields } from "./decide";
import type { FormCorrection, PostedForm } from "./posted-form";

type Resolved = { readonly sent: PostedForm } | { readonly back: FormCorrection };

/**
 * The form with the systems that were typed by name among those that were ticked. What names no system is the unregistered
 * system of an emergency, and elsewhere comes back.
 */
export async function resolveTypedSystems(sent: PostedForm): Promise<Resolved> {
  const { [typedSystemsName]: typedNames, ...typed } = sent.typed;
  if (firstValueOf(typedNames).trim() === "") return { sent: typedNames === undefined ? sent : { ...sent, typed } };
  const { ids, unknown } = matchTypedSystems(firstValueOf(typedNames), await readSystems());
  const systems = [...new Set([...[typed.systems ?? []].flat().filter((id) => id !== ""), ...ids.map(String)])];
  const resolved = { ...sent, typed: { ...typed, systems } };
  if (unknown.length === 0) return { sent: resolved };
  const named = unknown.join(", ");
  if (sent.formMetadata.step === "declare" && firstValueOf(typed.systemInWords).trim() === "")
    return { sent: { ...resolved, typed: { ...resolved.typed, systemInWords: named } } };
  return { back: { errors: { systems: refusalSentence("system_unknown", { named }) }, sentence: checkFields } };
}
