-- Leases at most `batch_limit` due deliveries of a channel for a minute of the machine's clock, and returns their messages. A sender that
-- is killed simply lets its lease expire. Obsolete deliveries are dropped here. Rows that another transaction has locked are
-- skipped and left to the next claim.
create or replace function claim_deliveries(which text, batch_limit integer) returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due bigint[];
  claimed jsonb;
begin
  loop
    -- A delivery without an attempt is due, even if the clock was set back.
    due := array(select d.id from deliveries d join record_chains c on c.subject_type = 'delivery' and c.subject_id = d.id
      where d.channel = which and d.next_attempt_at is not null and (d.next_attempt_at <= windlass_now() or d.attempts = 0)
        and (d.leased_until is null or d.leased_until <= clock_timestamp())
      order by d.next_attempt_at, d.id limit least(batch_limit, 500) for no key update skip locked);
    if due = '{}' then return '[]'; end if;
    update deliveries set leased_until = clock_timestamp() + interval '1 minute' where id = any (due);
    select jsonb_agg(delivery_message(d) order by r.priority, d.queued_at, d.id) into claimed
    from deliveries d join notice_rules r on r.kind = d.kind where d.id = any (due) and d.status = 'queued';
    if claimed is not null then return claimed; end if;
  end loop;
end
$$;

-- Records the outcome of an attempt: for success the destination (`words`) and the channel's message id (`reference`), else the
-- reason and the delay before the next attempt, at most three days; null means that there is none.
create or replace function record_attempts(delivery_ids bigint[], ok boolean, words text, reference text, again interval) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from record_chains c where c.subject_type = 'delivery' and c.subject_id = any (delivery_ids) order by c.subject_id for update;
  insert into delivery_attempts (delivery_id, at, ok, words, reference, retry_at)
  select d.id, windlass_now(), coalesce(record_attempts.ok, false), clean_message(record_attempts.words),
    case when record_attempts.ok and record_attempts.reference ~ '\S' then clean_message(record_attempts.reference) end,
    case when not record_attempts.ok and again is not null then windlass_now() + least(greatest(again, interval '0'), interval '3 days') end
  from deliveries d where d.id = any (delivery_ids) order by d.id;
end
$$;

-- The delivery follows from its attempts, so that no sender can update it directly.
create or replace function apply_attempt() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  d deliveries;
begin
  update deliveries set
    attempts = attempts + 1,
    retrying_since = coalesce(retrying_since, NEW.at),
    leased_until = null,
    last_error = case when NEW.ok or status <> 'queued' then last_error else NEW.words end,
    next_attempt_at = case when next_attempt_at is null then null else coalesce(NEW.retry_at, next_attempt_at) end
  where id = NEW.delivery_id returning * into d;
  if d.status = 'queued' and (NEW.ok or NEW.retry_at is null) then
    insert into events (subject_type, subject_id, step, person_id, input)
    values ('delivery', d.id, case when NEW.ok then 'deliver' else 'give_up' end, system_actor(), case when NEW.ok
      then jsonb_strip_nulls(jsonb_build_object('sentTo', NEW.words, 'attempts', d.attempts, 'reference', NEW.reference))
      else jsonb_build_object('because', NEW.words, 'attempts', d.attempts) end);
  end if;
  if NEW.status_code = 410 and d.webhook_id is not null then perform stop_webhook(d.webhook_id, NEW.words); end if;
  return null;
end
$$;

-- What a receiver answers is foreign text: one line, at most 500 characters, without control or direction marks.
create or replace function clean_message(words text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(nullif(btrim(left(regexp_replace(words, '[\s\u0001-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]+', ' ', 'g'), 500)), ''), 'No reason was given.')
$$;

-- When a lead sends a delivery again, it no longer becomes obsolete, and its three days of retries start over.
create or replace function apply_delivery(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  again boolean := e.step = 'send_again';
begin
  update deliveries set
    status = e.to_status,
    step_seq = e.seq,
    -- Of a webhook what waits for an earlier one goes on waiting.
    next_attempt_at = case when again and not is_in_line(deliveries) then e.received_at end,
    leased_until = case when again then leased_until end,
    retrying_since = case when not again then retrying_since end,
    obsolete_after = case when not again then obsolete_after end,
    last_error = case when again then last_error else data ->> 'because' end,
    delivered_at = case when e.step = 'deliver' then e.received_at end,
    sent_to = data ->> 'sentTo',
    reference = data ->> 'reference'
  where id = e.subject_id;
  if again then perform wake_sender(channel) from deliveries where id = e.subject_id;
  else perform advance_webhook_order(d) from deliveries d where d.id = e.subject_id and d.webhook_id is not null; end if;
end
$$;

create or replace function is_in_line(d deliveries) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select d.webhook_id is not null and d.status = 'queued' and d.next_attempt_at is null $$;

-- Wakes the senders of every channel with due and unleased deliveries; returns these channels.
create or replace function wake_senders() returns text[] language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due text[] := array(select s.channel from channel_states s where s.configured and exists (select from deliveries d
    where d.channel = s.channel and d.next_attempt_at is not null and (d.next_attempt_at <= windlass_now() or d.attempts = 0)
      and (d.leased_until is null or d.leased_until <= clock_timestamp())) order by s.channel);
begin
  perform wake_sender(woken) from unnest(due) woken;
  return due;
end
$$;

-- A worker's report whether it can send by a channel. "Not configured" only counts where no other worker reported otherwise in
-- the last two minutes. Null: the worker is stopping, and its last report no longer outweighs others.
create or replace function report_channel_health(which text, is_configured boolean, new_destination text) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update channel_states set configured = coalesce(is_configured, configured), destination = case when is_configured is null then destination when is_configured then left(new_destination, 300) end,
    reported_at = case when is_configured is not null then clock_timestamp() end
  where channel = which and (is_configured is null or is_configured or not configured or reported_at is null or reported_at < clock_timestamp() - interval '2 minutes')
$$;

-- The form lists the chosen kinds; the table holds the opt-outs, so that kinds added later are sent by default.
create or replace function apply_email_choice() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  chosen jsonb := coalesce(NEW.canonical::jsonb -> 'data' -> 'emails', '[]');
begin
  delete from email_opt_outs where person_id = NEW.subject_id and chosen @> to_jsonb(kind);
  insert into email_opt_outs (person_id, kind) select NEW.subject_id, r.kind from notice_rules r where not r.mandatory and not chosen @> to_jsonb(r.kind)
  on conflict do nothing;
  return null;
end
$$;

grant execute on function claim_deliveries(text, integer), record_attempts(bigint[], boolean, text, text, interval), report_channel_health(text, boolean, text),
  wake_senders() to windlass_worker;
