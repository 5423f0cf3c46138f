import { z } from "zod";
import { webhookTemplates } from "@/lib/rules/record";
import { webhookEvent } from "@/lib/webhooks/webhook-event";

/** A delivery that a worker claimed, with all that sending it takes. */
export const webhookMessage = z.object({
  id: z.number().int(),
  /** How often it was tried before. */
  attempts: z.number().int(),
  triedSince: z.string().nullable(),
  now: z.string(),
  template: z.enum(webhookTemplates),
  /** Null where the database has lost it. */
  address: z.string().nullable(),
  /** The signing keys, the new one first. */
  keys: z
    .array(z.string())
    .nullable()
    .transform((keys) => keys ?? []),
  event: webhookEvent,
});
export type WebhookMessage = z.infer<typeof webhookMessage>;
