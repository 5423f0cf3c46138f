import { cookieFor } from "@/lib/session-cookie";
import { settings } from "../settings";

/** Remembers, in the browser that signed in, that the provider sent no groups because there were too many. */
export function overageCookie() {
  return cookieFor("windlass-groups-overage", settings().secure);
}
