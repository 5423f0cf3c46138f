import type { QuickFilterContext } from "@/db/changes/quick-filter-ids";
import type { SessionUser } from "./session";
import { settings } from "./settings";
import { userZone } from "./time-zones";

/** What the quick filters of lists mean for this person at this moment. */
export const quickFilterContextOf = (person: SessionUser): QuickFilterContext => ({
  reader: person.personId,
  now: person.now.toISOString(),
  zone: userZone(person),
  weekStart: settings().weekStart,
});
