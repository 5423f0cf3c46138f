-- A delivery must follow from its trigger, attempts, events and attestation, so that nobody can silence an alert or claim by hand
-- that it arrived.
create or replace function guard_delivery() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  last delivery_attempts;
  follows boolean := false;
begin
  if TG_OP = 'INSERT' then
    follows := matches_trigger_event(NEW);
  elsif TG_OP = 'UPDATE' and (NEW.id, NEW.key, NEW.kind, NEW.channel, NEW.queued_at) = (OLD.id, OLD.key, OLD.kind, OLD.channel, OLD.queued_at)
    and (NEW.person_id, NEW.event_id, NEW.change_id, NEW.incident_id, NEW.webhook_id, NEW.order_key, notice_links(NEW))
      is not distinct from (OLD.person_id, OLD.event_id, OLD.change_id, OLD.incident_id, OLD.webhook_id, OLD.order_key, notice_links(OLD)) then
    select * into last from delivery_attempts where delivery_id = NEW.id order by id desc limit 1;
    follows := case when NEW.step_seq > OLD.step_seq then matches_step_event(OLD, NEW, last) else matches_attempt_or_attestation(OLD, NEW, last) end;
  end if;
  if follows is not true then
    perform refuse('delivery_without_event');
  end if;
  return NEW;
end
$$;

create or replace function matches_trigger_event(d deliveries) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  if d.channel = 'webhook' then return matches_logged_event(d); end if;
  return (d.status, d.step_seq, d.attempts) = ('queued', 0, 0) and d.next_attempt_at = d.queued_at
    and num_nonnulls(d.retrying_since, d.leased_until, d.last_error, d.delivered_at, d.sent_to, d.reference, d.attestation_event_id) = 0
    and starts_with(d.key, d.kind || ' ') and right(d.key, length(delivery_key_suffix(d))) = delivery_key_suffix(d)
    and case when d.kind = 'token_expiring' then d.event_id is null and notice_links(d) = '{}' and exists (select from api_tokens t where t.id = noticed_token(d) and t.person_id = d.person_id)
      when notice_trigger_step(d.kind) is null then d.event_id is null
        and array(select jsonb_object_keys(notice_links(d))) = array_remove(array[notice_record_type(d.kind)], null)
      else d.key = d.kind || ' ' || d.event_id || delivery_key_suffix(d) and exists (select from events c where c.id = d.event_id and notice_trigger_step(d.kind) in (c.step, '') and c.subject_type = notice_record_type(d.kind)
        and notice_links(d) = jsonb_build_object(c.subject_type, c.subject_id)) end;
end
$$;

-- What goes to a webhook follows from an event that is in the log; it is due, or waits for the one before it.
create or replace function matches_logged_event(d deliveries) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select (d.status, d.step_seq, d.attempts) = ('queued', 0, 0) and coalesce(d.next_attempt_at = d.queued_at, true)
    and num_nonnulls(d.retrying_since, d.leased_until, d.last_error, d.delivered_at, d.sent_to, d.reference, d.attestation_event_id) = 0
    and d.key = webhook_delivery_key(d.event_id, d.webhook_id) and exists (select from events e join ledger_entries l on l.event_id = e.id join webhooks w on w.id = d.webhook_id
      where e.id = d.event_id and e.received_at = d.queued_at and d.order_key = webhook_order_key(w, e) and takes_event(w, e)
        and jsonb_strip_nulls(jsonb_build_object('change', d.change_id, 'incident', d.incident_id, 'freeze', d.freeze_id, 'halt', d.halt_id))
          = case when e.subject_type in ('change', 'incident', 'freeze', 'halt') then jsonb_build_object(e.subject_type, e.subject_id) else '{}' end)
$$;

-- An update by one of its steps must match the event, and for `deliver` and `give_up` the last attempt.
create or replace function matches_step_event(was deliveries, d deliveries, last delivery_attempts) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  said jsonb;
begin
  select * into e from events where subject_type = 'delivery' and subject_id = d.id and seq = d.step_seq;
  said := e.canonical::jsonb -> 'data';
  return d.status = e.to_status and (d.attempts, d.attestation_event_id) is not distinct from (was.attempts, was.attestation_event_id)
    and (d.sent_to, d.reference) is not distinct from (said ->> 'sentTo', said ->> 'reference')
    and d.delivered_at is not distinct from case when e.step = 'deliver' then e.received_at end
    and d.next_attempt_at is not distinct from case when e.step = 'send_again' and not is_in_line(was) then e.received_at end
    and case e.step
      when 'deliver' then last.ok
      when 'give_up' then not last.ok and last.retry_at is null
      when 'drop' then obsolete_reason(was, e.received_at) = said ->> 'because'
      else e.step = 'send_again' end
    and (e.step = 'send_again' or (d.retrying_since, d.obsolete_after) is not distinct from (was.retrying_since, was.obsolete_after));
end
$$;

-- The updates that no step causes: claimed for a minute, attempted once more, or attested.
create or replace function matches_attempt_or_attestation(was deliveries, d deliveries, last delivery_attempts) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (d.status, d.step_seq) = (was.status, was.step_seq)
    and (d.delivered_at, d.sent_to, d.reference, d.obsolete_after) is not distinct from (was.delivered_at, was.sent_to, was.reference, was.obsolete_after)
    and (d.leased_until is null or d.leased_until <= clock_timestamp() + interval '1 minute')
    and case
      when d.attempts = was.attempts + 1 then d.attestation_event_id is not distinct from was.attestation_event_id
        and d.attempts = (select count(*) from delivery_attempts t where t.delivery_id = d.id) and d.retrying_since = coalesce(was.retrying_since, last.at)
        and d.next_attempt_at is not distinct from case when was.next_attempt_at is null then null else coalesce(last.retry_at, was.next_attempt_at) end
      when d.channel = 'webhook' and was.next_attempt_at is null and d.next_attempt_at is not null then d.next_attempt_at = d.queued_at and d.attempts = 0
        and not exists (select from deliveries before where before.webhook_id = d.webhook_id and before.order_key = d.order_key and before.id < d.id and before.status = 'queued')
      when (d.attestation_event_id, d.next_attempt_at) is distinct from (was.attestation_event_id, was.next_attempt_at) then
        (d.kind, d.channel, d.attempts) = ('change_failed', 'slack', was.attempts) and d.next_attempt_at is null
        and exists (select from incidents i join events a on a.id = i.last_event_id where i.id = d.incident_id and a.step = 'attest' and d.attestation_event_id = coalesce(was.attestation_event_id, a.id))
      else (d.attempts, d.retrying_since, d.last_error) is not distinct from (was.attempts, was.retrying_since, was.last_error) end;
end
$$;

create or replace function guard_email_opt_out() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  unwanted email_opt_outs := case TG_OP when 'DELETE' then OLD else NEW end;
  last events;
begin
  select * into last from events where subject_type = 'person' and subject_id = unwanted.person_id order by seq desc limit 1;
  if last.step = 'choose_emails' and (case TG_OP
    when 'INSERT' then not coalesce(last.canonical::jsonb -> 'data' -> 'emails' @> to_jsonb(unwanted.kind), false)
      and exists (select from notice_rules r where r.kind = unwanted.kind and not r.mandatory)
    when 'DELETE' then last.canonical::jsonb -> 'data' -> 'emails' @> to_jsonb(unwanted.kind) end) then
    return unwanted;
  end if;
  perform refuse('emails_as_chosen');
  return null;
end
$$;

create trigger guard_delivery before insert or delete or update on deliveries for each row execute function guard_delivery();
create trigger start_delivery_chains after insert on deliveries referencing new table as queued for each statement execute function start_delivery_chains();
create trigger drop_obsolete_notice after update of leased_until on deliveries for each row when (new.leased_until is not null and new.status = 'queued'::text)
  execute function drop_obsolete_notice();
create trigger refuse_truncate before truncate on deliveries for each statement execute function refuse_truncate();

create trigger a_refuse_rewrite before delete or update on delivery_attempts for each row execute function refuse_rewrite();
create trigger apply_attempt after insert on delivery_attempts for each row execute function apply_attempt();
create trigger refuse_truncate before truncate on delivery_attempts for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on email_opt_outs for each row execute function guard_event_only_writes();
create trigger b_guard_email_opt_out before insert or delete or update on email_opt_outs for each row
  execute function guard_email_opt_out();
create trigger refuse_truncate before truncate on email_opt_outs for each statement execute function refuse_truncate();

grant select on deliveries, delivery_attempts, email_opt_outs, channel_states to windlass_app;
