import type { DueNotice } from "./due-notice";
import { notices } from "./notices";

/** Up to so many messages to one destination are sent separately; more at once are sent as one digest. */
const mostApart = 5;

/** Notices that go as one message; a single one goes as itself. */
export type Bundle = readonly [DueNotice, ...DueNotice[]];

/** Which notices go together: by destination (Slack, or one person), in the order in which they were queued. */
export function bundlesOf(due: readonly DueNotice[]): readonly Bundle[] {
  const destinations = new Map<string, [DueNotice, ...DueNotice[]]>();
  for (const one of due) {
    const to = one.to ? `to ${one.to.email ?? one.to.name}` : "";
    const known = destinations.get(to);
    if (known) known.push(one);
    else destinations.set(to, [one]);
  }
  return [...destinations.values()].flatMap((bundle) =>
    bundle.length > mostApart ? [bundle] : bundle.map((one): Bundle => [one]),
  );
}

/** Whether a reply in a Slack thread is also posted to the channel (`reply_broadcast`), because nobody may miss it. */
export const mayInterrupt = ({ kind }: DueNotice): boolean => notices[kind].mandatory === true;
