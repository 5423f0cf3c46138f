import type { Asked, Loaded } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { readEmergencies } from "@/db/changes/read-emergencies";
import { lastMonths } from "@/lib/changes/emergency-share";

export type LoadedEmergencies = Loaded<typeof loadEmergencies>;

/** In the site's time zone. */
export const monthsShown = 12;

export async function loadEmergencies({ person }: Asked) {
  const { siteTimezone: zone } = settings();
  const months = lastMonths(person.now.toISOString(), zone, monthsShown);
  const [{ from = "", start = "" } = {}, { to = "", end = "" } = {}] = [months[0], months.at(-1)];
  return { months, from, to, zone, parts: await readEmergencies({ start, end, zone }) };
}
