import { eventsOf, type ReplayedTable } from "./replayed-table";

const middle = "split_part(substr(d.key, length(d.kind) + 2), ' ' || d.channel, 1)";
const again =
  "(select max(s.received_at) from events s where s.subject_type = 'delivery' and s.subject_id = d.id and s.step = 'send_again')";

const ordered =
  "case e.subject_type when 'incident' then 'change ' || (select i.change_id from incidents i where i.id = e.subject_id) else e.subject_type || ' ' || e.subject_id end";

/** What has to reach people: its cause, to whom, and how its tries ended. That it was queued is no event of its own. */
export const deliveriesReplay: readonly ReplayedTable[] = [
  {
    table: "deliveries",
    key: "id",
    coveredColumns: ["key", "kind", "channel", "person_id", "webhook_id", "order_key"],
    stored: `select d.id, true as is_its_key, true as is_of_its_cause, d.event_id, d.change_id, d.incident_id, d.freeze_id, d.halt_id, d.entry_id, d.delegation_id,
        d.queued_at, d.attempts, d.retrying_since, d.attestation_event_id from deliveries d`,
    replayed: `select d.id, d.key = concat_ws(' ', d.kind, coalesce(e.id::text, ${middle}), d.channel, coalesce(d.person_id, d.webhook_id))
          and (e.id is not null or coalesce(split_part(${middle}, ' ', 1) = coalesce(d.change_id, d.halt_id, d.entry_id)::text, true)) as is_its_key,
        (notice_trigger_step(d.kind) is not distinct from e.step or notice_trigger_step(d.kind) = '' and e.id is not null) and (d.channel = 'email') = (d.person_id is not null)
          and case when d.channel = 'webhook' then coalesce(d.order_key in ('ledger', ${ordered}), false) else d.order_key is null and d.webhook_id is null end as is_of_its_cause, e.id as event_id,
        case when e.id is null then d.change_id when e.subject_type = 'change' then e.subject_id end as change_id,
        case when d.channel = 'webhook' then case when e.subject_type = 'incident' then e.subject_id end
          else (select o.subject_id from events o where o.cause_id = e.id and o.subject_type = 'incident' and o.step = 'open') end as incident_id,
        case when e.subject_type = 'freeze' then e.subject_id end as freeze_id, case when e.id is null then d.halt_id when e.subject_type = 'halt' then e.subject_id end as halt_id,
        case when e.id is null then d.entry_id end as entry_id, case when e.subject_type = 'delegation' then e.subject_id end as delegation_id,
        coalesce(e.received_at, d.queued_at) as queued_at, (select count(*)::integer from delivery_attempts a where a.delivery_id = d.id) as attempts,
        (select min(a.at) from delivery_attempts a where a.delivery_id = d.id and a.at > coalesce(${again}, '-infinity')) as retrying_since,
        (select min(a.id) from events a where a.subject_type = 'incident' and a.subject_id = d.incident_id and a.step = 'attest' and d.kind = 'change_failed' and d.channel = 'slack'
          and a.received_at < coalesce(d.delivered_at, 'infinity')) as attestation_event_id
      from deliveries d left join events e on notice_trigger_step(d.kind) is not null and e.id::text = split_part(d.key, ' ', 2)`,
  },
  {
    // The last attempt is in the event; earlier attempts are in no event.
    table: "delivery_attempts",
    key: "event",
    coveredColumns: ["delivery_id", "at", "ok", "words", "reference"],
    stored: `select e.id as event, 1::bigint as tries from ${eventsOf("e.subject_type = 'delivery' and e.step in ('deliver', 'give_up')")} e`,
    replayed: `select e.id as event, count(a.id) as tries from ${eventsOf("e.subject_type = 'delivery' and e.step in ('deliver', 'give_up')")} e
      left join delivery_attempts a on a.delivery_id = e.subject_id and a.ok = (e.step = 'deliver') and a.words = coalesce(e.data ->> 'sentTo', e.data ->> 'because')
        and a.reference is not distinct from e.data ->> 'reference' and a.at between e.received_at - interval '1 minute' and e.received_at and (a.retry_at is null)
      group by e.id`,
  },
];
