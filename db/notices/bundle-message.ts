import type { Bundle } from "@/lib/notices/bundles";
import { digestOf, type Message, messageOf, type Site } from "@/lib/notices/notice-texts";

/** One message for a bundle: the notice itself, or a digest of several. */
export const bundleMessage = (bundle: Bundle, site: Site): Message =>
  bundle.length === 1 ? messageOf(bundle[0], site) : digestOf(bundle, site);
