import type { Bundle } from "@/lib/notices/bundles";
import type { Channel } from "@/lib/rules/record";

/** The outcome of an attempt. */
export type Outcome = Sent | NotSent;

type Sent = {
  readonly ok: true;
  /** The destination, without secrets. */
  readonly sentTo: string;
  /** The channel's id of the message, where there is one. */
  readonly reference: string | null;
};

export type NotSent = {
  readonly ok: false;
  /** The reason, a sentence without secrets. */
  readonly words: string;
  /** The delay that the receiver asked for, in seconds (Retry-After). */
  readonly askedFor: number | null;
  /** Probably a wrong setting: retried rarely, until somebody corrects it. */
  readonly isSlow: boolean;
  /** No other message would go through this channel now. */
  readonly holdsAll: boolean;
};

/** A channel that can send messages. */
export type Sender = {
  readonly channel: Channel;
  /** The destination, without secrets. */
  readonly leadsTo: string;
  /** Sends one message; aborts with `signal`, and never throws. */
  send(bundle: Bundle, signal: AbortSignal): Promise<Outcome>;
};

/** A temporary failure: retried soon. */
export const notNow = (words: string, askedFor: number | null = null): NotSent => ({
  ok: false,
  words,
  askedFor,
  isSlow: false,
  holdsAll: true,
});

/** A failure that lasts until somebody changes something. */
export const notLikeThis = (words: string, holdsAll = false): NotSent => ({
  ok: false,
  words: `${words} Retrying every 30 minutes for three days.`,
  askedFor: null,
  isSlow: true,
  holdsAll,
});
