import { eventsOf, type ReplayedTable, recordsOf } from "./replayed-table";

const last = (which: string, until = "") =>
  `(select x.* from ${eventsOf("e.subject_type = 'webhook'")} x where x.subject_id = e.subject_id and ${which} ${until} order by x.seq desc limit 1)`;

/** Where other programs are sent events, and what may open it. */
export const webhooksReplay: readonly ReplayedTable[] = [
  {
    table: "webhooks",
    key: "id",
    replayed: `select e.subject_id as id, last.to_status as status, form.data ->> 'name' as name, leads.data ->> 'address' as origin,
        decode(leads.data ->> 'addressHash', 'hex') as address_hash, form.data ->> 'template' as template,
        array(select jsonb_array_elements_text(form.data -> 'eventTypes')) as event_types, (form.data ->> 'ofClient')::bigint as client_id,
        decode(signs.data ->> 'signingKey', 'hex') as signing_key, decode(signed.data ->> 'signingKey', 'hex') as old_signing_key,
        case when signed.id is not null then rotated.received_at + interval '7 days' end as old_key_until, enabled.id as enabled_event_id,
        e.person_id as added_by, e.received_at as added_at, case when last.to_status = 'disabled' then stopped.data ->> 'because' end as stop_reason,
        last.seq as step_seq, last.id as last_event_id
      from ${recordsOf("webhook")}
        cross join lateral ${last("x.data ? 'eventTypes'")} form cross join lateral ${last("x.data ? 'address'")} leads
        cross join lateral ${last("x.data ? 'signingKey'")} signs cross join lateral ${last("x.step in ('add_webhook', 'enable_webhook')")} enabled
        left join lateral ${last("x.step in ('rotate_webhook', 'drop_old_key')")} rotated on rotated.step = 'rotate_webhook'
        left join lateral ${last("x.data ? 'signingKey'", "and x.seq < rotated.seq")} signed on true
        left join lateral ${last("x.step in ('stop_webhook', 'enable_webhook')")} stopped on stopped.step = 'stop_webhook'`,
  },
  {
    table: "webhook_secrets",
    key: "hash",
    coveredColumns: ["salt", "value"],
    stored: `select s.hash, s.hash = sha256(s.salt || convert_to(s.value, 'UTF8')) as is_its_hash from webhook_secrets s
      where exists (select from webhooks w where s.hash in (w.address_hash, w.signing_key, w.old_signing_key))`,
    replayed: `select distinct named.hash, true as is_its_hash from webhooks w, unnest(array[w.address_hash, w.signing_key, w.old_signing_key]) named (hash)
      where named.hash is not null`,
  },
];
