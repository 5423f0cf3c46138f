import type { DueNotice } from "./due-notice";
import { notices } from "./notices";

/** So many messages to one destination go one by one; more at once are a storm, and go as one. */
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

/** Nobody may miss it: in a thread it is shown in the channel as well. */
export const mayInterrupt = ({ kind }: DueNotice): boolean => notices[kind].mandatory === true;
