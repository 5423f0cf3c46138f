-- A delivery must follow from its trigger, attempts, events and attestation, so that nobody can silence an alert or claim by hand
-- that it arrived.
create or replace function a_delivery_is_what_was_done() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  last delivery_attempts;
  follows boolean := false;
begin
  if TG_OP = 'INSERT' then
    follows := is_queued_by_its_cause(NEW);
  elsif TG_OP = 'UPDATE' and (NEW.id, NEW.key, NEW.kind, NEW.channel, NEW.queued_at) = (OLD.id, OLD.key, OLD.kind, OLD.channel, OLD.queued_at)
    and (NEW.person_id, NEW.event_id, NEW.change_id, NEW.incident_id, named_by(NEW)) is not distinct from (OLD.person_id, OLD.event_id, OLD.change_id, OLD.incident_id, named_by(OLD)) then
    select * into last from delivery_attempts where delivery_id = NEW.id order by id desc limit 1;
    follows := case when NEW.step_seq > OLD.step_seq then is_led_by_its_event(OLD, NEW, last) else is_tried_or_attested(OLD, NEW, last) end;
  end if;
  if follows is not true then
    perform refuse('delivery_without_event');
  end if;
  return NEW;
end
$$;

create or replace function is_queued_by_its_cause(d deliveries) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (d.status, d.step_seq, d.attempts) = ('queued', 0, 0) and d.next_attempt_at = d.queued_at
    and num_nonnulls(d.tried_since, d.leased_until, d.last_error, d.delivered_at, d.sent_to, d.reference, d.attested_by) = 0
    and starts_with(d.key, d.kind || ' ') and right(d.key, length(to_whom(d))) = to_whom(d)
    and case when cause_of(d.kind) is null then d.event_id is null
        and array(select jsonb_object_keys(named_by(d))) = array_remove(array[record_of(d.kind)], null)
      else d.key = d.kind || ' ' || d.event_id || to_whom(d) and exists (select from events c where c.id = d.event_id and c.step = cause_of(d.kind) and c.subject_type = record_of(d.kind)
        and named_by(d) = jsonb_build_object(c.subject_type, c.subject_id)) end;
end
$$;

-- An update by one of its steps must match the event, and for `deliver` and `give_up` the last attempt.
create or replace function is_led_by_its_event(was deliveries, d deliveries, last delivery_attempts) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  said jsonb;
begin
  select * into e from events where subject_type = 'delivery' and subject_id = d.id and seq = d.step_seq;
  said := e.canonical::jsonb -> 'data';
  return d.status = e.to_status and (d.attempts, d.attested_by) is not distinct from (was.attempts, was.attested_by)
    and (d.sent_to, d.reference) is not distinct from (said ->> 'sentTo', said ->> 'reference')
    and d.delivered_at is not distinct from case when e.step = 'deliver' then e.received_at end
    and d.next_attempt_at is not distinct from case when e.step = 'send_again' then e.received_at end
    and case e.step
      when 'deliver' then last.ok
      when 'give_up' then not last.ok and last.again_at is null
      when 'drop' then why_drop(was, e.received_at) = said ->> 'because'
      else e.step = 'send_again' end
    and (e.step = 'send_again' or (d.tried_since, d.useful_until) is not distinct from (was.tried_since, was.useful_until));
end
$$;

-- The updates that no step causes: claimed for a minute, attempted once more, or attested.
create or replace function is_tried_or_attested(was deliveries, d deliveries, last delivery_attempts) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (d.status, d.step_seq) = (was.status, was.step_seq)
    and (d.delivered_at, d.sent_to, d.reference, d.useful_until) is not distinct from (was.delivered_at, was.sent_to, was.reference, was.useful_until)
    and (d.leased_until is null or d.leased_until <= clock_timestamp() + interval '1 minute')
    and case
      when d.attempts = was.attempts + 1 then d.attested_by is not distinct from was.attested_by
        and d.attempts = (select count(*) from delivery_attempts t where t.delivery_id = d.id) and d.tried_since = coalesce(was.tried_since, last.at)
        and d.next_attempt_at is not distinct from case when was.next_attempt_at is null then null else coalesce(last.again_at, was.next_attempt_at) end
      when (d.attested_by, d.next_attempt_at) is distinct from (was.attested_by, was.next_attempt_at) then
        (d.kind, d.channel, d.attempts) = ('change_failed', 'slack', was.attempts) and d.next_attempt_at is null
        and exists (select from incidents i join events a on a.id = i.last_event_id where i.id = d.incident_id and a.step = 'attest' and d.attested_by = coalesce(was.attested_by, a.id))
      else (d.attempts, d.tried_since, d.last_error) is not distinct from (was.attempts, was.tried_since, was.last_error) end;
end
$$;

create or replace function what_is_unwanted_was_not_chosen() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  unwanted unwanted_emails := case TG_OP when 'DELETE' then OLD else NEW end;
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

create trigger a_delivery_is_what_was_done before insert or delete or update on deliveries for each row execute function a_delivery_is_what_was_done();
create trigger begin_deliveries after insert on deliveries referencing new table as queued for each statement execute function begin_deliveries();
create trigger drop_what_is_of_no_use after update of leased_until on deliveries for each row when (new.leased_until is not null and new.status = 'queued'::text)
  execute function drop_what_is_of_no_use();
create trigger records_are_not_emptied before truncate on deliveries for each statement execute function records_are_not_emptied();

create trigger a_try_is_kept before delete or update on delivery_attempts for each row execute function the_log_is_kept();
create trigger note_try after insert on delivery_attempts for each row execute function note_try();
create trigger records_are_not_emptied before truncate on delivery_attempts for each statement execute function records_are_not_emptied();

create trigger a_only_events_write_here before insert or delete or update on unwanted_emails for each row execute function only_events_write_here();
create trigger b_what_is_unwanted_was_not_chosen before insert or delete or update on unwanted_emails for each row
  execute function what_is_unwanted_was_not_chosen();
create trigger records_are_not_emptied before truncate on unwanted_emails for each statement execute function records_are_not_emptied();

grant select on deliveries, delivery_attempts, unwanted_emails, channel_states to windlass_app;
