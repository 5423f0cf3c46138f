import { settings } from "@/app/_request/settings";
import { type GroupsFound, groupsFound } from "@/lib/people/groups-found";
import { cookieFor } from "@/lib/web/session-cookie";

/** Remembers, in the browser that signed in, that the provider sent no groups because there were too many. */
export function overageCookie() {
  return cookieFor("windlass-groups-overage", settings().secure);
}

/** Remembers there which claim was looked at and what came, where no group gave a role: what its person reads on /no-role. */
export function foundCookie() {
  return cookieFor("windlass-groups-found", settings().secure);
}

/** What the cookie remembers; null where it remembers nothing that can be read. */
export function foundIn(cookie: string | undefined): GroupsFound | null {
  try {
    return groupsFound.parse(JSON.parse(cookie ?? ""));
  } catch {
    return null;
  }
}
