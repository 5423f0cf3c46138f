import type { Bundle } from "@/lib/notices/bundles";
import { digestOf, type Message, messageOf, type Site } from "@/lib/notices/notice-texts";

/** What is sent for notices that go together: the one itself, or a list of all. */
export const bundleMessage = (bundle: Bundle, site: Site): Message =>
  bundle.length === 1 ? messageOf(bundle[0], site) : digestOf(bundle, site);
