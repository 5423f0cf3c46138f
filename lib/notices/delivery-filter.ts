import { z } from "zod";
import { parseRecordNumber } from "@/lib/changes/record-number";
import { type Channel, channels, deliveryKinds, deliveryStatuses } from "@/lib/rules/record";
import { idParam, optionalParam, pathWithQuery } from "@/lib/web/query-params";
import { failureAlert } from "./notices";

const schema = z.object({
  status: optionalParam(z.enum(deliveryStatuses)),
  kind: optionalParam(z.enum(deliveryKinds)),
  channel: optionalParam(z.enum(channels)),
  /** A webhook by its number. */
  webhook: idParam,
  /** `CHG-1001`. */
  change: optionalParam(z.string().refine((number) => parseRecordNumber(number, "CHG") !== null)),
  before: idParam,
});

/** Which deliveries the list shows. The state is the URL; values that are not valid are ignored. */
export type DeliveryFilter = z.infer<typeof schema>;

/** The filter that a URL's query names. */
export const parseDeliveryFilter = (query: Readonly<Record<string, unknown>>): DeliveryFilter => schema.parse(query);

/** The URL of the list with that filter. */
export const deliveriesPath = (filter: DeliveryFilter): string => pathWithQuery("/deliveries", filter);

/** The URL of what waits to be sent by that channel. */
export const queuedDeliveriesPath = (channel?: Channel): string => deliveriesPath({ status: "queued", channel });

/** The URL of what was given up, of one channel or of all. */
export const failedDeliveriesPath = (channel?: Channel): string => deliveriesPath({ status: "given_up", channel });

/** The URL of the alerts of failed changes in Slack. */
export const undeliveredAlertsPath = deliveriesPath({ kind: failureAlert, channel: "slack" });

/** The URL of what was and will be sent to a webhook. */
export const webhookDeliveriesPath = (webhook: number): string => deliveriesPath({ channel: "webhook", webhook });
