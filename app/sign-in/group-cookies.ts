import { settings } from "@/app/_request/settings";
import { type GroupsFound, groupsFound } from "@/lib/people/groups-found";
import { cookieFor } from "@/lib/web/session-cookie";

/** Groups overage: the provider left the groups out because there were too many. */
export function overageCookie() {
  return cookieFor("windlass-groups-overage", settings().secure);
}

/** For /no-role: the claim that was read and its value, where no group gave a role. */
export function groupsFoundCookie() {
  return cookieFor("windlass-groups-found", settings().secure);
}

/** Null for a missing or unreadable cookie. */
export function readGroupsFound(cookie: string | undefined): GroupsFound | null {
  try {
    return groupsFound.parse(JSON.parse(cookie ?? ""));
  } catch {
    return null;
  }
}
