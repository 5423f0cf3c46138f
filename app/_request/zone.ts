import { isZone, zoneOr } from "@/lib/time/local-time";
import type { Person } from "./session";
import { settings } from "./settings";

export const zoneOf = (person: Pick<Person, "timezone"> | null): string =>
  zoneOr(person?.timezone, settings().siteTimezone);

/** The site's zone, the reader's, the one in which the window was entered, and UTC. */
export const zonesOf = (person: Pick<Person, "timezone">, typedIn: string | null) => [
  { of: "the site’s zone", zone: settings().siteTimezone },
  { of: "your zone", zone: zoneOf(person) },
  ...(typedIn && isZone(typedIn) ? [{ of: "the zone as entered", zone: typedIn }] : []),
  { of: "UTC", zone: "UTC" },
];
