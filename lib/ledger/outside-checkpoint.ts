/** What a checkpoint says that was kept outside the database: how many events the log had, its root in base64, and when. */
export type OutsideCheckpoint = { readonly size: number; readonly root: string; readonly at: string };

/** The head of a checkpoint's text (C2SP); null where the text is none. Its signature is not looked at: a forged one could only stop a start. */
export function parseCheckpoint(text: string): OutsideCheckpoint | null {
  const [, size, root = "", at = ""] = /^\S+\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\nat (\S{20,40})\n\n— /.exec(text) ?? [];
  return size === undefined || !Number.isFinite(Date.parse(at)) ? null : { size: Number(size), root, at };
}

/** The sentence about a log that lacks events which a kept checkpoint counted. */
export const eventsAreMissing = (place: string, { size, at }: OutsideCheckpoint, missing: number): string =>
  `The checkpoint kept at ${place} counted ${count(size)} events at ${at}. This database lacks ${count(missing)} of them: an older backup was restored. Restore a newer one, or go on without these events by one start with ACCEPT_LOST_EVENTS=${missing}.`;

/** The sentence about a log that has as many events as a kept checkpoint counted, and is another one. */
export const logIsAnother = (place: string, { size, at }: OutsideCheckpoint): string =>
  `The log of this database is not the one of the checkpoint kept at ${place}: its first ${count(size)} events are not those that were signed at ${at}. It is the database of another installation, or its history was rewritten. Verify it with npm run ledger:verify. To go on on purpose, put another checkpoint in that place.`;

/** The sentence, for the log alone, about a place without a checkpoint that can be compared. */
export const nothingToCompare = (place: string, why: string): string =>
  `The log could not be compared with the checkpoint kept at ${place}: ${why}.`;

const count = (events: number): string => events.toLocaleString("en");
