import type { Bundle } from "@/lib/notices/bundle-notices";
import { digestMessage, type Message, type MessageContext, noticeMessage } from "@/lib/notices/notice-message";

/** One message for a bundle: the notice itself, or a digest of several. */
export const bundleMessage = (bundle: Bundle, site: MessageContext): Message =>
  bundle.length === 1 ? noticeMessage(bundle[0], site) : digestMessage(bundle, site);
