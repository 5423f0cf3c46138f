import { z } from "zod";
import { recordIn } from "@/lib/changes/record-number";
import { type Channel, channels, deliveryStatuses, noticeKinds } from "@/lib/rules/record";
import { absent, filteredPath, key } from "@/lib/web/query";
import { failureAlert } from "./notices";

const filter = z.object({
  status: absent(z.enum(deliveryStatuses)),
  kind: absent(z.enum(noticeKinds)),
  channel: absent(z.enum(channels)),
  /** `CHG-1001`. */
  change: absent(z.string().refine((number) => recordIn(number, "CHG") !== null)),
  before: key,
});

/** Which deliveries the list shows. The state is the URL; values that are not valid are ignored. */
export type DeliveryFilter = z.infer<typeof filter>;

/** The filter that a URL's query names. */
export const deliveryFilterOf = (query: Readonly<Record<string, unknown>>): DeliveryFilter => filter.parse(query);

/** The URL of the list with that filter. */
export const deliveriesPath = (shown: DeliveryFilter): string => filteredPath("/deliveries", shown);

/** The URL of what waits to be sent by that channel. */
export const waitingPath = (channel?: Channel): string => deliveriesPath({ status: "queued", channel });

/** The URL of what was given up, of one channel or of all. */
export const givenUpPath = (channel?: Channel): string => deliveriesPath({ status: "given_up", channel });

/** The URL of the alerts of failed changes in Slack. */
export const untoldPath = deliveriesPath({ kind: failureAlert, channel: "slack" });
