import { channelLabels } from "@/lib/rules/labels";
import type { Channel, DeliveryKind } from "@/lib/rules/record";
import type { FormatTime } from "@/lib/text/fill-placeholders";
import { type Alert, withFullStop } from "./alert";
import { type ChannelState, channelHealth } from "./channel-health";
import { notices } from "./notices";

/** By what something goes, and to whom: "Slack", "E-mail to Operator One". */
export const recipientLabel = (channel: Channel, to: string | null): string =>
  to === null ? channelLabels[channel] : `${channelLabels[channel]} to ${to}`;

/** What a notice is called where a step on it is refused. */
export const deliveryName = (kind: DeliveryKind): string =>
  kind === "webhook_event" ? "This delivery to a webhook" : `The notice “${deliveryLabel(kind)}”`;

/** The label of a kind of delivery. */
export const deliveryLabel = (kind: DeliveryKind): string =>
  kind === "webhook_event" ? "Event to a webhook" : notices[kind].label;

type QueuedDelivery = Alert & { readonly channel: Channel; readonly isUnderWay: boolean };

/** Why the last try failed or why there is none, and when the next one is: a sentence or two, or nothing. */
export function retrySentence(
  delivery: QueuedDelivery,
  channelState: ChannelState,
  now: string,
  formatTime: FormatTime,
): string {
  const failed = delivery.lastError && delivery.status !== "delivered" ? [withFullStop(delivery.lastError)] : [];
  const next = delivery.status === "queued" ? [nextTrySentence(delivery, channelState, now, formatTime)] : [];
  return [...failed, ...next].join(" ");
}

function nextTrySentence(
  { channel, attested, isUnderWay, nextAttemptAt }: QueuedDelivery,
  channelState: ChannelState,
  now: string,
  formatTime: FormatTime,
) {
  if (attested) return `No further attempts: ${attested.by} confirmed that the team was told another way.`;
  if (isUnderWay) return "Being sent now.";
  const health = channelHealth(channelState);
  if (health === "unconfigured") return `Waiting until ${channelLabels[channel]} is configured.`;
  if (health === "away") return "Waiting for the notification worker.";
  if (!nextAttemptAt) return "Waiting for an earlier one of the same record.";
  return nextAttemptAt > now ? `Next attempt: ${formatTime(nextAttemptAt)}.` : "About to be sent.";
}
