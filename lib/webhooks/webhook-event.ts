import { z } from "zod";
import { numberOf } from "@/lib/api/collections";
import { addressesOf } from "@/lib/api/record-addresses";
import { recordTypes } from "@/lib/rules/record";
import { ledgerEventType } from "./event-types";

/** An event as the database reads it for a webhook at that moment. */
export const webhookEvent = z.object({
  /** The same however often it is sent. */
  messageId: z.string(),
  /** The webhook gets the whole ledger. */
  ofLedger: z.boolean(),
  recordType: z.enum(recordTypes),
  recordId: z.number().int(),
  step: z.string(),
  /** The status to which the step led. */
  status: z.string().nullable(),
  event: z.number().int(),
  at: z.string(),
  logIndex: z.number().int(),
  hash: z.string(),
  /** For chats; null where there is none, or it was redacted, or is not for this client. */
  title: z.string().nullable(),
});
export type WebhookEvent = z.infer<typeof webhookEvent>;

/** What every endpoint is sent of an event: what happened to which record, and where to read it. No free text. */
type ThinEvent = {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
};

/** The thin form of an event; `appUrl` is where the pages are, without a path. */
export function thinEvent(event: WebhookEvent, { appUrl, isDemonstration }: EventContext): ThinEvent {
  const { ofLedger, recordType, recordId, step, at, logIndex, hash } = event;
  const data = {
    record: recordType,
    number: numberOf(recordType, recordId),
    step,
    ...(event.status !== null && { status: event.status }),
    event: event.event,
    ...(ofLedger && { logIndex, hash }),
    url: recordPage(event, appUrl),
    ...(isDemonstration && { demonstration: true }),
  };
  return { type: ofLedger ? ledgerEventType : `${recordType}.${step}`, timestamp: at, data };
}

export type EventContext = { readonly appUrl: string; readonly isDemonstration: boolean };

/** The page on which the record is read. */
export const recordPage = ({ recordType, recordId }: WebhookEvent, appUrl: string): string =>
  addressesOf(recordType, recordId, appUrl).page;
