import { tellPlainly } from "@/lib/time";
import type { Person } from "./session";
import { settings } from "./settings";

/** Puts instants into the zone of the reader, else of the site, and UTC. */
export const tellIn = (person: Pick<Person, "timezone">) => {
  const zone = person.timezone ?? settings().siteTimezone;
  return (instant: string): string => tellPlainly(instant, zone);
};
