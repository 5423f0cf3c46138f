import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, named, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { deliveryStatuses, webhookStatuses, webhookTemplates } from "@/lib/rules/record";

const webhook = strictRow({
  id: z.int(),
  status: z.enum(webhookStatuses),
  stepSeq: z.int(),
  name: z.string(),
  origin: z.string(),
  template: z.enum(webhookTemplates),
  eventTypes: listOf(z.string()),
  client: named.nullable(),
  addedBy: z.string(),
  addedAt: instant,
  /** Until when the old key signs, too; null where there is one key. */
  oldKeyUntil: instant.nullable(),
  /** Why it was disabled without a person. */
  stopReason: z.string().nullable(),
  /** How many deliveries wait, counted up to a limit. */
  waiting: z.int(),
  /** The delivery that was attempted last. */
  last: strictRow({
    status: z.enum(deliveryStatuses),
    at: instant,
    ok: z.boolean(),
    words: z.string(),
  }).nullable(),
});

/** A webhook with how its deliveries fare, without secrets. Instants are ISO in UTC. */
export type WebhookRecord = z.infer<typeof webhook>;

/** The most webhooks that there can be (`check_webhook`), and so on one page. */
const maxWebhooks = 100;
export const maxWaitingCounted = 1000;

const webhookSql = typedSql({ webhook });

/** The query of one webhook, or of all: enabled ones first, by name. */
export const webhooksQuery = (id?: number) => webhookSql`
  select json_build_object('id', w.id, 'status', w.status, 'stepSeq', w.step_seq, 'name', w.name, 'origin', w.origin, 'template', w.template,
    'eventTypes', w.event_types, 'client', (select json_build_object('id', k.id, 'name', k.name) from clients k where k.id = w.client_id),
    'addedBy', (select ${personName("p")} from people p where p.id = w.added_by), 'addedAt', ${isoInstant("w.added_at")},
    'oldKeyUntil', case when w.old_key_until > windlass_now() then ${isoInstant("w.old_key_until")} end, 'stopReason', w.stop_reason,
    'waiting', (select count(*) from (select from deliveries d where d.webhook_id = w.id and d.status = 'queued' limit ${maxWaitingCounted}) counted),
    'last', (select json_build_object('status', d.status, 'at', ${isoInstant("a.at")}, 'ok', a.ok, 'words', a.words)
      from (select * from deliveries d where d.webhook_id = w.id and d.attempts > 0 order by d.id desc limit 1) d
      join lateral (select * from delivery_attempts a where a.delivery_id = d.id order by a.id desc limit 1) a on true)) as webhook
  from webhooks w where coalesce(w.id = ${id ?? null}::bigint, true) order by w.status desc, w.name, w.id limit ${maxWebhooks}`;

/** All webhooks: enabled ones first, by name. */
export async function readWebhooks(): Promise<WebhookRecord[]> {
  const rows = await queryRows(appDb(), webhooksQuery());
  return rows.map((row) => row.webhook);
}

/** One webhook; null where there is none of that number. */
export async function readWebhook(id: number): Promise<WebhookRecord | null> {
  const [row] = await queryRows(appDb(), webhooksQuery(id));
  return row?.webhook ?? null;
}
