import { tellPlainly } from "@/lib/time/format";
import type { Person } from "./session";
import { settings } from "./settings";
import { zoneOf } from "./zone";

/** Formats instants in the reader's time zone, or the site's, and in UTC; and names the organisation. */
export const tellIn = (person: Pick<Person, "timezone">) => {
  const zone = zoneOf(person);
  const { organisation } = settings();
  return Object.assign((instant: string): string => tellPlainly(instant, zone), { organisation });
};
