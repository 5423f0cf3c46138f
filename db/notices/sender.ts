import type { Bundle } from "@/lib/notices/bundle-notices";
import type { NoticeChannel } from "@/lib/rules/record";

/** The outcome of an attempt. */
export type Outcome = SentMessage | FailedAttempt;

type SentMessage = {
  readonly ok: true;
  /** The destination, without secrets. */
  readonly sentTo: string;
  /** The channel's id of the message, where there is one. */
  readonly reference: string | null;
};

export type FailedAttempt = {
  readonly ok: false;
  /** The reason, a sentence without secrets. */
  readonly reason: string;
  /** The delay that the receiver asked for, in seconds (Retry-After). */
  readonly retryAfterSeconds: number | null;
  /** Probably a wrong setting: retried rarely, until somebody corrects it. */
  readonly needsFix: boolean;
  /** No other message would go through this channel now. */
  readonly blocksChannel: boolean;
};

/** A channel that can send messages. */
export type Sender = {
  readonly channel: NoticeChannel;
  /** The destination, without secrets. */
  readonly destination: string;
  /** Sends one message; aborts with `signal`, and never throws. */
  send(bundle: Bundle, signal: AbortSignal): Promise<Outcome>;
};

/** A temporary failure: retried soon. */
export const failTemporarily = (reason: string, retryAfterSeconds: number | null = null): FailedAttempt => ({
  ok: false,
  reason: reason,
  retryAfterSeconds: retryAfterSeconds,
  needsFix: false,
  blocksChannel: true,
});

/** A failure that lasts until somebody changes something. */
export const failUntilFixed = (reason: string, holdsAll = false): FailedAttempt => ({
  ok: false,
  reason: `${reason} Retrying every 30 minutes for three days.`,
  retryAfterSeconds: null,
  needsFix: true,
  blocksChannel: holdsAll,
});
