import { isTimeZone, timeZoneOr } from "@/lib/time/local-time";
import type { SessionUser } from "./session";
import { settings } from "./settings";

export const userZone = (person: Pick<SessionUser, "timezone"> | null): string =>
  timeZoneOr(person?.timezone, settings().siteTimezone);

/** The site's zone, the reader's, the one in which the window was entered, and UTC. */
export const windowZones = (person: Pick<SessionUser, "timezone">, enteredZone: string | null) => [
  { of: "the site’s zone", zone: settings().siteTimezone },
  { of: "your zone", zone: userZone(person) },
  ...(enteredZone && isTimeZone(enteredZone) ? [{ of: "the zone as entered", zone: enteredZone }] : []),
  { of: "UTC", zone: "UTC" },
];
