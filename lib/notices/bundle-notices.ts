import type { DueNotice } from "./due-notice";
import { notices } from "./notices";

/** Up to so many messages to one destination are sent separately; more at once are sent as one digest. */
const maxSeparateMessages = 5;

/** Notices that go as one message; a single one goes as itself. */
export type Bundle = readonly [DueNotice, ...DueNotice[]];

/** Which notices go together: by destination (Slack, or one person), in the order in which they were queued. */
export function bundleNotices(due: readonly DueNotice[]): readonly Bundle[] {
  const destinations = new Map<string, [DueNotice, ...DueNotice[]]>();
  for (const notice of due) {
    const destination = notice.to ? `to ${notice.to.email ?? notice.to.name}` : "";
    const existing = destinations.get(destination);
    if (existing) existing.push(notice);
    else destinations.set(destination, [notice]);
  }
  return [...destinations.values()].flatMap((bundle) =>
    bundle.length > maxSeparateMessages ? [bundle] : bundle.map((notice): Bundle => [notice]),
  );
}

/** Whether a reply in a Slack thread is also posted to the channel (`reply_broadcast`), because nobody may miss it. */
export const isBroadcast = ({ kind }: DueNotice): boolean => notices[kind].mandatory === true;
