import { settings } from "@/app/_request/settings";
import type { Kept } from "@/app/_steps/kept";
import { readSystem } from "@/db/systems/list-systems";
import type { Named } from "@/lib/rules/record";

/** A halt that a page offers: of a client's deploys, where the form that came back named a system of theirs. */
export type OfferedHalt = { readonly client: Named | null; readonly organisation: string };

/** The halt to offer where a form came back because it was about an application deploy (Scope); null where it was not. */
export async function loadHaltInstead(kept: Kept | null): Promise<OfferedHalt | null> {
  if (kept?.clause === undefined || !["true", "on"].includes(String(kept.typed.isApplicationDeploy))) return null;
  const first = Number([kept.typed.systems ?? ""].flat()[0]);
  const system = Number.isSafeInteger(first) && first > 0 ? await readSystem(first) : null;
  return { client: system?.client ?? null, organisation: settings().organisation };
}
