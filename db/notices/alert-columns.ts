import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { instant, record } from "@/db/connection/row";
import { failureAlert } from "@/lib/notices/notices";
import type { Channel } from "@/lib/rules/record";
import { deliveryStatuses } from "@/lib/rules/record";

/** How far a delivery got, as `alertColumns` has it. */
export const alert = record({
  id: z.int(),
  status: z.enum(deliveryStatuses),
  queuedAt: instant,
  deliveredAt: instant.nullable(),
  sentTo: z.string().nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  nextAttemptAt: instant.nullable(),
  attested: record({ by: z.string(), at: instant, channel: z.string().nullable() }).nullable(),
});

/** What the workers said of a channel, as `channelColumns` has it. */
export const channelSaid = record({
  configured: z.boolean(),
  leadsTo: z.string().nullable(),
  saidAt: instant.nullable(),
  isAway: z.boolean(),
});

/** Who attested instead of the delivery `d` that another channel reached the team, when and how; or null. */
const attestedOf: SQL = sql`(select jsonb_build_object('by', p.called, 'at', utc(e.received_at), 'channel', (select t.text from texts t where t.event_id = e.id and t.field = 'channel'))
    from events e join people p on p.id = e.person_id where e.id = d.attested_by)`;

/** How far the delivery `d` got, as `Alert` has it. */
export const alertColumns: SQL = sql`'id', d.id, 'status', d.status, 'queuedAt', utc(d.queued_at), 'deliveredAt', utc(d.delivered_at), 'sentTo', d.sent_to,
  'attempts', d.attempts, 'lastError', d.last_error, 'nextAttemptAt', utc(d.next_attempt_at), 'attested', ${attestedOf}`;

/** The Slack alert of the failure of an incident; null where there is none. */
export const alertOf = (incident: SQL): SQL => sql`(select jsonb_build_object(${alertColumns}) from deliveries d
  where d.incident_id = ${incident} and d.kind = ${failureAlert} and d.channel = 'slack' order by d.id desc limit 1)`;

const awayAfter = "5 minutes";

/** What the workers said of a channel `s`, as `ChannelNow` has it: by the machine's clock, which nobody moves. */
export const channelColumns = sql`'configured', s.configured, 'leadsTo', s.leads_to, 'saidAt', utc(s.said_at),
  'isAway', s.said_at is null or s.said_at < clock_timestamp() - ${awayAfter}::interval`;

/** What the workers said of a channel, as `ChannelNow` has it. */
export const channelNow = (channel: Channel): SQL =>
  sql`(select jsonb_build_object(${channelColumns}) from channel_states s where s.channel = ${channel})`;
