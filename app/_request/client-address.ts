import { wholeAddressOf } from "@/lib/web/rate-limits";
import { settings } from "./settings";

/** The whole address that a request comes from, behind as many proxies as are trusted. */
export const clientAddressIn = (headers: Headers): string =>
  wholeAddressOf(headers.get("x-windlass-address") ?? "", headers.get("x-forwarded-for"), settings().trustedProxies);
