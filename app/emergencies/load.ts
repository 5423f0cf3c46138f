import type { Loaded } from "@/app/_request/page-of";
import { requirePerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { readEmergencies } from "@/db/changes/read-emergencies";
import { lastMonths } from "@/lib/changes/emergency-share";

/** What the share of emergencies is drawn from. */
export type LoadedEmergencies = Loaded<typeof loadEmergencies>;

/** So many months are shown, of the site's zone. */
export const monthsShown = 12;

/** The months that are shown, and the changes that were opened in them. */
export async function loadEmergencies() {
  const person = await requirePerson("/emergencies");
  const { siteTimezone: zone } = settings();
  const months = lastMonths(person.now.toISOString(), zone, monthsShown);
  const [{ from = "", start = "" } = {}, { to = "", end = "" } = {}] = [months[0], months.at(-1)];
  return { months, from, to, zone, parts: await readEmergencies({ start, end, zone }) };
}
