import type { Loaded, PageRequest } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { readEmergencyCounts } from "@/db/changes/read-emergency-share";
import { lastMonths } from "@/lib/changes/emergency-share";

export type LoadedEmergencies = Loaded<typeof loadEmergencies>;

/** In the site's time zone. */
export const monthsShown = 12;

export async function loadEmergencies({ person }: PageRequest) {
  const { siteTimezone: zone } = settings();
  const months = lastMonths(person.now.toISOString(), zone, monthsShown);
  const [{ from = "", start = "" } = {}, { to = "", end = "" } = {}] = [months[0], months.at(-1)];
  return { months, from, to, zone, parts: await readEmergencyCounts({ start, end, zone }) };
}
