import type { Loaded, PageRequest } from "@/app/_document/document";
import { installationKind } from "@/db/connection/installation-kind";
import { readHistoryLoad } from "@/db/first-run/history-load";
import { isHistoryRefusal } from "@/lib/first-run/history-load";

export type LoadedDemonstration = Loaded<typeof loadDemonstration>;

/** Shown in a demonstration only. */
export async function loadDemonstration({ query, person }: PageRequest) {
  if ((await installationKind()) !== "demo") return null;
  return {
    load: await readHistoryLoad(),
    roles: person.roles,
    refusal: isHistoryRefusal(query.refused) ? query.refused : null,
    isPaused: query.refresh === "off",
  };
}
