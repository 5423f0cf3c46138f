import { isZone, zoneOr } from "@/lib/time/local-time";
import type { Person } from "./session";
import { settings } from "./settings";

/** The zone in which this reader sees times: their own, else the site's. */
export const zoneOf = (person: Pick<Person, "timezone"> | null): string =>
  zoneOr(person?.timezone, settings().siteTimezone);

/** The zones in which a window is shown to this reader: the site's, theirs, the one it was typed in, and UTC. */
export const zonesOf = (person: Pick<Person, "timezone">, typedIn: string | null) => [
  { of: "the site’s zone", zone: settings().siteTimezone },
  { of: "your zone", zone: zoneOf(person) },
  ...(typedIn && isZone(typedIn) ? [{ of: "the zone it was typed in", zone: typedIn }] : []),
  { of: "UTC", zone: "UTC" },
];
