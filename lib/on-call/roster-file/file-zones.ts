import type ICAL from "ical.js";
import { findIana, WINDOWS_TO_IANA_MAP } from "windows-iana";
import { isTimeZone } from "@/lib/time/local-time";
import { parseComponent } from "./calendar-parts";
import { TooManyError } from "./file-times";
import { refuseUnsupportedRule } from "./recurrence-rules";
import { utcClock, type ZoneClock, zoneClockFromFile, zoneClockOf } from "./zone-clock";

/** A zone of a file that nobody knows and the file does not describe. */
export class UnknownZoneError extends Error {
  constructor(readonly zone: string) {
    super("A calendar file names a time zone that is not known.");
  }
}

/**
 * The name by which the machine knows a zone that a calendar file names, or null: by its own name, behind the prefixes of
 * Mozilla and Evolution ("/mozilla.org/20050126_1/Europe/Berlin"), or by CLDR's table of the names of Windows.
 */
function knownZone(named: string): string | null {
  const name = named.trim().replace(/^"(.*)"$/, "$1");
  if (/^tzone:\/\/Microsoft\/Utc$/i.test(name) || /^Z(ulu)?$/i.test(name)) return "UTC";
  const parts = name.split("/").filter(Boolean).slice(-6);
  const ends = parts.map((_, index) => parts.slice(index).join("/"));
  const last = name.startsWith("/") ? (parts.at(-1) ?? "") : name;
  return (
    ends.find((end) => end.includes("/") && isTimeZone(end)) ??
    windowsZone(last) ??
    (isUnambiguousZone(last) ? last : null)
  );
}

const windowsNames = new Map(WINDOWS_TO_IANA_MAP.map(({ windowsName }) => [windowsName.toLowerCase(), windowsName]));

function windowsZone(name: string): string | null {
  const spelt = windowsNames.get(name.toLowerCase());
  return (spelt && findIana(spelt).find(isTimeZone)) || null;
}

// Machines know some abbreviations by one of their meanings: to some, BST is Bangladesh and IST is India.
const isUnambiguousZone = (name: string): boolean =>
  isTimeZone(name) &&
  (!/^[A-Z]{3,4}$/i.test(name) || /^(UTC|GMT|UCT|CET|MET|EET|WET|EST|MST|HST|PRC|ROC|ROK|Cuba|Iran|Eire)$/i.test(name));

/** By which name or description each zone of a file was read, where that is another than its own. */
export type ZoneSubstitutions = Map<string, string>;

/** The clocks of the zones that one calendar names: known ones, else those that it describes; throws UnknownZone. */
export function zoneResolver(
  described: readonly string[],
  substitutions: ZoneSubstitutions,
): (named: string) => ZoneClock {
  const definitions = new Map<string, ICAL.Component>();
  for (const zone of described.slice(0, maxZones)) {
    const component = parseComponent(zone);
    if (component) definitions.set(String(component.getFirstPropertyValue("tzid") ?? ""), component);
  }
  const resolved = new Map<string, ZoneClock>();
  return (named) => {
    const known = resolved.get(named);
    if (known) return known;
    if (resolved.size > maxZones) throw new TooManyError();
    const [clocks, name] = zoneClockNamed(named, definitions.get(named));
    if (name !== named) substitutions.set(named, name);
    resolved.set(named, clocks);
    return clocks;
  };
}

const maxZones = 20;
const maxNameLength = 200;

function zoneClockNamed(named: string, component: ICAL.Component | undefined): readonly [ZoneClock, string] {
  if (named.length > maxNameLength) throw new UnknownZoneError(named);
  const locationName = String(component?.getFirstPropertyValue("x-lic-location") ?? "");
  const zone = knownZone(named) ?? (locationName ? knownZone(locationName) : null);
  if (zone) return [/^(Etc\/)?(UTC|GMT)$/i.test(zone) ? utcClock : zoneClockOf(zone), zone];
  if (!component || isEmpty(component)) throw new UnknownZoneError(named);
  refuseUnsupportedRule(component);
  return [zoneClockFromFile(component), "the file describes it"];
}

const isEmpty = (zone: ICAL.Component) =>
  !zone.getFirstSubcomponent("standard") && !zone.getFirstSubcomponent("daylight");
