-- Queues what the log says since it was last read, for each enabled webhook that takes it. Read from the log, not in the step's
-- transaction: a step does nothing for webhooks, each event comes once, and in one order. Returns how many entries were read;
-- 0 also while another worker is at it.
create or replace function queue_webhook_deliveries(batch_limit integer) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  after bigint;
  upto bigint;
begin
  select log_index into after from webhook_cursor for update skip locked;
  if after is null then return 0; end if;
  if not exists (select from webhooks where status = 'enabled') then
    update webhook_cursor set log_index = greatest(after, (select max(log_index) from ledger_entries)) where log_index < (select max(log_index) from ledger_entries);
    return 0;
  end if;
  -- What has no place in the log yet gets it here, so that nobody waits for the ledger's worker.
  perform sequence_events(500);
  select max(read.log_index) into upto from (select l.log_index from ledger_entries l where l.log_index > after order by l.log_index limit least(batch_limit, 500)) read;
  if upto is null then return 0; end if;
  -- Whoever ends a delivery takes the same lock, so that none misses that it is its turn.
  perform from webhooks where status = 'enabled' order by id for no key update;
  insert into deliveries (key, kind, channel, webhook_id, order_key, event_id, change_id, incident_id, freeze_id, halt_id, queued_at, next_attempt_at, obsolete_after)
  select webhook_delivery_key(one.event_id, one.webhook_id), 'webhook_event', 'webhook', one.webhook_id, one.order_key, one.event_id,
    case when one.subject_type = 'change' then one.subject_id end, case when one.subject_type = 'incident' then one.subject_id end,
    case when one.subject_type = 'freeze' then one.subject_id end, case when one.subject_type = 'halt' then one.subject_id end, one.received_at,
    case when row_number() over (partition by one.webhook_id, one.order_key order by one.log_index) = 1
      and not exists (select from deliveries d where d.webhook_id = one.webhook_id and d.order_key = one.order_key and d.status = 'queued') then one.received_at end,
    windlass_now() + interval '3 days'
  from (select l.log_index, e.id as event_id, e.subject_type, e.subject_id, e.received_at, w.id as webhook_id, webhook_order_key(w, e) as order_key
    from ledger_entries l join events e on e.id = l.event_id join webhooks w on w.status = 'enabled' and takes_event(w, e)
    where l.log_index > after and l.log_index <= upto and not e.loaded
      -- What was sent is in the log, too: it would be sent without end.
      and not (e.subject_type = 'delivery' and exists (select from deliveries d where d.id = e.subject_id and d.channel = 'webhook'))
      and l.log_index > (select since.log_index from ledger_entries since where since.event_id = w.enabled_event_id)) one
  order by one.log_index, one.webhook_id
  on conflict do nothing;
  update webhook_cursor set log_index = upto;
  return upto - after;
end
$$;

create or replace function takes_event(w webhooks, e events) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select w.event_types && array['ledger.event', e.subject_type || '.*', e.subject_type || '.' || e.step]
    and (w.client_id is null or is_of_client(e, w.client_id))
$$;

create or replace function is_of_client(e events, client bigint) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case e.subject_type
    when 'change' then change_is_of_client(e.subject_id, client)
    when 'incident' then change_is_of_client((select i.change_id from incidents i where i.id = e.subject_id), client)
    when 'system' then exists (select from systems s where s.id = e.subject_id and s.client_id = client)
    when 'halt' then exists (select from halts h where h.id = e.subject_id and coalesce(h.client_id, client) = client)
    when 'freeze' then exists (select from freezes f left join systems s on s.id = f.system_id where f.id = e.subject_id and coalesce(f.client_id, s.client_id, client) = client)
    else false end
$$;

create or replace function change_is_of_client(change bigint, client bigint) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from change_systems t join systems s on s.id = t.system_id where t.change_id = change and s.client_id = client)
$$;

-- In order are the events of one change with its incidents, or of one other record; of the whole log, all.
create or replace function webhook_order_key(w webhooks, e events) returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when 'ledger.event' = any (w.event_types) then 'ledger'
    when e.subject_type = 'incident' then 'change ' || (select i.change_id from incidents i where i.id = e.subject_id)
    else e.subject_type || ' ' || e.subject_id end
$$;

create or replace function webhook_delivery_key(event bigint, webhook bigint) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select 'webhook_event ' || event || ' webhook ' || webhook $$;

-- A delivery to a webhook has ended: the next of its order is due.
create or replace function advance_webhook_order(ended deliveries) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from webhooks where id = ended.webhook_id for no key update;
  update deliveries set next_attempt_at = queued_at where next_attempt_at is null and attempts = 0 and id = (select min(d.id) from deliveries d
    where d.webhook_id = ended.webhook_id and d.order_key = ended.order_key and d.status = 'queued');
end
$$;

-- The webhooks to which something is due and not being sent.
create or replace function due_webhooks() returns bigint[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select array(select w.id from webhooks w where exists (select from deliveries d where d.webhook_id = w.id and d.next_attempt_at is not null
    and (d.next_attempt_at <= windlass_now() or d.attempts = 0) and (d.leased_until is null or d.leased_until <= clock_timestamp())) order by w.id)
$$;

-- Leases the next due delivery of a webhook for a minute of the machine's clock, and returns it with address and keys; null where
-- nothing is due. Obsolete ones are dropped on the way, at most 100 at a time.
create or replace function claim_webhook_delivery(webhook bigint) returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due bigint;
  claimed deliveries;
begin
  for attempt in 1 .. 100 loop
    due := (select d.id from deliveries d join record_chains c on c.subject_type = 'delivery' and c.subject_id = d.id
      where d.webhook_id = webhook and d.next_attempt_at is not null and (d.next_attempt_at <= windlass_now() or d.attempts = 0)
        and (d.leased_until is null or d.leased_until <= clock_timestamp())
      order by d.next_attempt_at, d.id limit 1 for no key update skip locked);
    if due is null then return null; end if;
    update deliveries set leased_until = clock_timestamp() + interval '1 minute' where id = due;
    select * into claimed from deliveries where id = due and status = 'queued';
    if claimed.id is not null then return webhook_message(claimed); end if;
  end loop;
  return null;
end
$$;

create or replace function webhook_message(d deliveries) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('id', d.id, 'attempts', d.attempts, 'triedSince', utc(d.retrying_since), 'now', utc(windlass_now()), 'template', w.template,
    'address', (select s.value from webhook_secrets s where s.hash = w.address_hash),
    'keys', (select jsonb_agg(s.value order by s.hash = w.signing_key desc) from webhook_secrets s where s.hash = w.signing_key or s.hash = w.old_signing_key and w.old_key_until > windlass_now()),
    'event', event_for_webhook(d))
  from webhooks w where w.id = d.webhook_id
$$;

-- What a webhook says of an event, with the title for chats: none where the webhook is a client's and the change is not shared.
create or replace function event_for_webhook(d deliveries) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('messageId', 'event-' || e.id || '-webhook-' || w.id, 'ofLedger', 'ledger.event' = any (w.event_types), 'recordType', e.subject_type, 'recordId', e.subject_id,
    'step', e.step, 'status', e.to_status, 'event', e.id, 'at', utc(e.received_at), 'logIndex', l.log_index, 'hash', encode(e.hash, 'hex'),
    'title', (select coalesce(text_body(c.title_text_id), split_part(text_body(c.what_text_id), E'\n', 1)) from changes c
      where c.id = coalesce(d.change_id, (select i.change_id from incidents i where i.id = d.incident_id)) and (w.client_id is null or c.shareable)))
  from events e join ledger_entries l on l.event_id = e.id, webhooks w where e.id = d.event_id and w.id = d.webhook_id
$$;

-- Records how an attempt to send to a webhook ended: for success the destination (`words`), else the reason and the delay before the
-- next attempt, at most three days; null means that there is none.
create or replace function record_webhook_attempt(delivery bigint, ok boolean, words text, status_code integer, answer text, again interval) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from record_chains c where c.subject_type = 'delivery' and c.subject_id = delivery for update;
  insert into delivery_attempts (delivery_id, at, ok, words, status_code, answer, retry_at)
  select d.id, windlass_now(), record_webhook_attempt.ok, clean_message(record_webhook_attempt.words), record_webhook_attempt.status_code,
    case when record_webhook_attempt.answer ~ '\S' then left(clean_message(record_webhook_attempt.answer), 200) end,
    case when not record_webhook_attempt.ok and again is not null then windlass_now() + least(greatest(again, interval '0'), interval '3 days') end
  from deliveries d where d.id = delivery and d.webhook_id is not null;
end
$$;

-- The endpoint answered that it is gone: nothing more is sent until a lead enables the webhook again.
create or replace function stop_webhook(webhook bigint, because text) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from webhooks where id = webhook for no key update;
  if (select status from webhooks where id = webhook) = 'enabled' then
    insert into events (subject_type, subject_id, step, person_id, input) values ('webhook', webhook, 'stop_webhook', system_actor(), jsonb_build_object('because', because));
  end if;
end
$$;

grant execute on function queue_webhook_deliveries(integer), due_webhooks(), claim_webhook_delivery(bigint),
  record_webhook_attempt(bigint, boolean, text, integer, text, interval) to windlass_worker;
grant execute on function event_for_webhook(deliveries) to windlass_app;
