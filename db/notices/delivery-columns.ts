import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, strictRow } from "@/db/connection/row-schemas";
import { constantSql } from "@/db/connection/typed-sql";
import { failureAlert } from "@/lib/notices/notices";
import type { NoticeChannel } from "@/lib/rules/record";
import { deliveryStatuses } from "@/lib/rules/record";

/** The state of a delivery. */
export const deliveryState = strictRow({
  id: z.int(),
  status: z.enum(deliveryStatuses),
  queuedAt: instant,
  deliveredAt: instant.nullable(),
  sentTo: z.string().nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  nextAttemptAt: instant.nullable(),
  attested: strictRow({ by: z.string(), at: instant, channel: z.string().nullable() }).nullable(),
});

/** The last report of the workers about a channel. */
export const channelHealth = strictRow({
  configured: z.boolean(),
  destination: z.string().nullable(),
  reportedAt: instant.nullable(),
  isAway: z.boolean(),
});

/** The attestation that replaced the delivery `d`; or null. */
const attestationOf: SQL = sql`(select json_build_object('by', ${personName("p")}, 'at', ${isoInstant("e.received_at")}, 'channel', (select t.text from texts t where t.event_id = e.id and t.field = 'channel'))
    from events e join people p on p.id = e.person_id where e.id = d.attestation_event_id)`;

/** The columns of a delivery `d` for `alert`. */
export const deliveryColumns: SQL =
  constantSql(sql`'id', d.id, 'status', d.status, 'queuedAt', ${isoInstant("d.queued_at")}, 'deliveredAt', ${isoInstant("d.delivered_at")}, 'sentTo', d.sent_to,
  'attempts', d.attempts, 'lastError', d.last_error, 'nextAttemptAt', ${isoInstant("d.next_attempt_at")}, 'attested', ${attestationOf}`);

/** The Slack alert of the failure of an incident; null where there is none. */
export const alertOf = (incident: SQL): SQL => sql`(select json_build_object(${deliveryColumns}) from deliveries d
  where d.incident_id = ${incident} and d.kind = ${failureAlert} and d.channel = 'slack' order by d.id desc limit 1)`;

const offlineAfter = "5 minutes";

/** The columns of a channel `s` for `channelSaid`. Offline is judged by the machine's clock, which a demonstration does not move. */
export const channelColumns = sql`'configured', s.configured, 'destination', s.destination, 'reportedAt', ${isoInstant("s.reported_at")},
  'isAway', s.reported_at is null or s.reported_at < clock_timestamp() - ${offlineAfter}::interval`;

/** The report about a channel as JSON. */
export const channelHealthOf = (channel: NoticeChannel): SQL =>
  sql`(select json_build_object(${channelColumns}) from channel_states s where s.channel = ${channel})`;
