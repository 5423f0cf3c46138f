import { settings } from "@/app/_request/settings";
import type { Kept } from "@/app/_steps/kept";
import { readSystem } from "@/db/systems/list-systems";
import type { Named } from "@/lib/rules/record";

/** The client is that of the first system that the refused form named. */
export type OfferedHalt = { readonly client: Named | null; readonly organisation: string };

/** Null where the form was not refused as an application deploy (Scope). */
export async function loadHaltInstead(kept: Kept | null): Promise<OfferedHalt | null> {
  if (kept?.clause === undefined || !["true", "on"].includes(String(kept.typed.isApplicationDeploy))) return null;
  const first = Number([kept.typed.systems ?? ""].flat()[0]);
  const system = Number.isSafeInteger(first) && first > 0 ? await readSystem(first) : null;
  return { client: system?.client ?? null, organisation: settings().organisation };
}
