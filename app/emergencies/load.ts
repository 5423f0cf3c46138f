import type { Loaded, PageRequest } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { readEmergencyCounts } from "@/db/changes/read-emergency-share";
import { lastMonths } from "@/lib/changes/emergency-share";

export type LoadedEmergencies = Loaded<typeof loadEmergencies>;

/** In the site's time zone. */
export const monthsShown = 12;

export async function loadEmergencies({ person }: PageRequest) {
  const { siteTimezone: zone } = settings();
  const now = person.now.toISOString();
  const months = lastMonths(now, zone, monthsShown);
  const [{ from = "", start = "" } = {}, { to = "", end = "" } = {}] = [months[0], months.at(-1)];
  return { months, from, to, now, zone, parts: await readEmergencyCounts({ start, end, zone }) };
}
