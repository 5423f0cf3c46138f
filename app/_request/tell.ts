import { tellPlainly } from "@/lib/time/format";
import type { Person } from "./session";
import { zoneOf } from "./zone";

/** Puts instants into the zone of the reader, else of the site, and UTC. */
export const tellIn = (person: Pick<Person, "timezone">) => {
  const zone = zoneOf(person);
  return (instant: string): string => tellPlainly(instant, zone);
};
