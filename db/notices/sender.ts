import type { Bundle } from "@/lib/notices/bundles";
import type { Channel } from "@/lib/rules/record";

/** How a try ended: where the message went, or why it did not. */
export type Outcome = Sent | NotSent;

type Sent = {
  readonly ok: true;
  /** Where it went, in words without a secret. */
  readonly sentTo: string;
  /** What the channel calls the message, where it says so. */
  readonly reference: string | null;
};

export type NotSent = {
  readonly ok: false;
  /** Why not, a sentence without a secret. */
  readonly words: string;
  /** How long the receiver asks to be left alone, in seconds. */
  readonly askedFor: number | null;
  /** The settings are probably wrong: it is tried seldom, until somebody puts them right. */
  readonly isSlow: boolean;
  /** Nothing else by this channel would go through now. */
  readonly holdsAll: boolean;
};

/** One way to people. */
export type Sender = {
  readonly channel: Channel;
  /** Where it leads, in words without a secret. */
  readonly leadsTo: string;
  /** Sends one message; ends when `signal` says so, and never throws. */
  send(bundle: Bundle, signal: AbortSignal): Promise<Outcome>;
};

/** It may go through at any moment: tried again soon. */
export const notNow = (words: string, askedFor: number | null = null): NotSent => ({
  ok: false,
  words,
  askedFor,
  isSlow: false,
  holdsAll: true,
});

/** It will not go through before somebody changes something. */
export const notLikeThis = (words: string, holdsAll = false): NotSent => ({
  ok: false,
  words: `${words} It is tried every 30 minutes, for three days.`,
  askedFor: null,
  isSlow: true,
  holdsAll,
});
