import type ICAL from "ical.js";
import { findIana, WINDOWS_TO_IANA_MAP } from "windows-iana";
import { isZone } from "@/lib/time/local-time";
import { type Clocks, clocksDescribed, clocksOf, utcClocks } from "./clocks";
import { componentIn } from "./parts";
import { refuseUnreadRule } from "./rules";
import { TooMany } from "./times";

/** A zone of a file that nobody knows and the file does not describe. */
export class UnknownZone extends Error {
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
  const ends = parts.map((_, place) => parts.slice(place).join("/"));
  const last = name.startsWith("/") ? (parts.at(-1) ?? "") : name;
  return (
    ends.find((end) => end.includes("/") && isZone(end)) ?? windowsZone(last) ?? (meansOneZone(last) ? last : null)
  );
}

const windowsNames = new Map(WINDOWS_TO_IANA_MAP.map(({ windowsName }) => [windowsName.toLowerCase(), windowsName]));

function windowsZone(name: string): string | null {
  const spelt = windowsNames.get(name.toLowerCase());
  return (spelt && findIana(spelt).find(isZone)) || null;
}

// Machines know some abbreviations by one of their meanings: to some, BST is Bangladesh and IST is India.
const meansOneZone = (name: string): boolean =>
  isZone(name) &&
  (!/^[A-Z]{3,4}$/i.test(name) || /^(UTC|GMT|UCT|CET|MET|EET|WET|EST|MST|HST|PRC|ROC|ROK|Cuba|Iran|Eire)$/i.test(name));

/** By which name or description each zone of a file was read, where that is another than its own. */
export type ZonesRead = Map<string, string>;

/** The clocks of the zones that one calendar names: known ones, else those that it describes; throws UnknownZone. */
export function zonesOf(described: readonly string[], read: ZonesRead): (named: string) => Clocks {
  const own = new Map<string, ICAL.Component>();
  for (const zone of described.slice(0, mostZones)) {
    const component = componentIn(zone);
    if (component) own.set(String(component.getFirstPropertyValue("tzid") ?? ""), component);
  }
  const found = new Map<string, Clocks>();
  return (named) => {
    const known = found.get(named);
    if (known) return known;
    if (found.size > mostZones) throw new TooMany();
    const [clocks, name] = clocksNamed(named, own.get(named));
    if (name !== named) read.set(named, name);
    found.set(named, clocks);
    return clocks;
  };
}

const mostZones = 20;
const longestName = 200;

function clocksNamed(named: string, component: ICAL.Component | undefined): readonly [Clocks, string] {
  if (named.length > longestName) throw new UnknownZone(named);
  const located = String(component?.getFirstPropertyValue("x-lic-location") ?? "");
  const zone = knownZone(named) ?? (located ? knownZone(located) : null);
  if (zone) return [/^(Etc\/)?(UTC|GMT)$/i.test(zone) ? utcClocks : clocksOf(zone), zone];
  if (!component || isEmpty(component)) throw new UnknownZone(named);
  refuseUnreadRule(component);
  return [clocksDescribed(component), "the file describes it"];
}

const isEmpty = (zone: ICAL.Component) =>
  !zone.getFirstSubcomponent("standard") && !zone.getFirstSubcomponent("daylight");
