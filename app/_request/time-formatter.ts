import { formatDateTime } from "@/lib/time/format";
import type { SessionUser } from "./session";
import { settings } from "./settings";
import { userZone } from "./time-zones";

/** Formats instants in the reader's time zone, or the site's, and in UTC; and names the organisation. */
export const timeFormatterFor = (person: Pick<SessionUser, "timezone">) => {
  const zone = userZone(person);
  const { organisation } = settings();
  return Object.assign((instant: string): string => formatDateTime(instant, zone), { organisation });
};
