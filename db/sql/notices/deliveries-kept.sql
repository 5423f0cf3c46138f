-- A delivery says what its cause, its tries, its events and an attestation say; nobody silences it by hand or says that it arrived.
create or replace function a_delivery_is_what_was_done() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  said jsonb;
  last delivery_attempts;
  follows boolean := false;
begin
  if TG_OP = 'INSERT' then
    follows := (NEW.status, NEW.step_seq, NEW.attempts) = ('queued', 0, 0) and NEW.next_attempt_at = NEW.queued_at
      and num_nonnulls(NEW.tried_since, NEW.leased_until, NEW.last_error, NEW.delivered_at, NEW.sent_to, NEW.reference, NEW.attested_by) = 0
      and starts_with(NEW.key, NEW.kind || ' ') and right(NEW.key, length(to_whom(NEW))) = to_whom(NEW)
      and case when cause_of(NEW.kind) is null then NEW.event_id is null
          and array(select jsonb_object_keys(named_by(NEW))) = array_remove(array[record_of(NEW.kind)], null)
        else NEW.key = NEW.kind || ' ' || NEW.event_id || to_whom(NEW) and exists (select from events c where c.id = NEW.event_id and c.step = cause_of(NEW.kind) and c.subject_type = record_of(NEW.kind)
          and named_by(NEW) = jsonb_build_object(c.subject_type, c.subject_id)) end;
  elsif TG_OP = 'UPDATE' and (NEW.id, NEW.key, NEW.kind, NEW.channel, NEW.queued_at) = (OLD.id, OLD.key, OLD.kind, OLD.channel, OLD.queued_at)
    and (NEW.person_id, NEW.event_id, NEW.change_id, NEW.incident_id, named_by(NEW)) is not distinct from (OLD.person_id, OLD.event_id, OLD.change_id, OLD.incident_id, named_by(OLD)) then
    select * into last from delivery_attempts where delivery_id = NEW.id order by id desc limit 1;
    if NEW.step_seq > OLD.step_seq then
      select * into e from events where subject_type = 'delivery' and subject_id = NEW.id and seq = NEW.step_seq;
      said := e.canonical::jsonb -> 'data';
      follows := NEW.status = e.to_status and (NEW.attempts, NEW.attested_by) is not distinct from (OLD.attempts, OLD.attested_by)
        and (NEW.sent_to, NEW.reference) is not distinct from (said ->> 'sentTo', said ->> 'reference')
        and NEW.delivered_at is not distinct from case when e.step = 'deliver' then e.received_at end
        and NEW.next_attempt_at is not distinct from case when e.step = 'send_again' then e.received_at end
        and case e.step
          when 'deliver' then last.ok
          when 'give_up' then not last.ok and last.again_at is null
          when 'drop' then why_drop(OLD, e.received_at) = said ->> 'because'
          else e.step = 'send_again' end
        and (e.step = 'send_again' or (NEW.tried_since, NEW.useful_until) is not distinct from (OLD.tried_since, OLD.useful_until));
    else
      follows := (NEW.status, NEW.step_seq) = (OLD.status, OLD.step_seq)
        and (NEW.delivered_at, NEW.sent_to, NEW.reference, NEW.useful_until) is not distinct from (OLD.delivered_at, OLD.sent_to, OLD.reference, OLD.useful_until)
        and (NEW.leased_until is null or NEW.leased_until <= clock_timestamp() + interval '1 minute')
        and case
          when NEW.attempts = OLD.attempts + 1 then NEW.attested_by is not distinct from OLD.attested_by
            and NEW.attempts = (select count(*) from delivery_attempts t where t.delivery_id = NEW.id) and NEW.tried_since = coalesce(OLD.tried_since, last.at)
            and NEW.next_attempt_at is not distinct from case when OLD.next_attempt_at is null then null else coalesce(last.again_at, OLD.next_attempt_at) end
          when (NEW.attested_by, NEW.next_attempt_at) is distinct from (OLD.attested_by, OLD.next_attempt_at) then
            (NEW.kind, NEW.channel, NEW.attempts) = ('change_failed', 'slack', OLD.attempts) and NEW.next_attempt_at is null
            and exists (select from incidents i join events a on a.id = i.last_event_id where i.id = NEW.incident_id and a.step = 'attest' and NEW.attested_by = coalesce(OLD.attested_by, a.id))
          else (NEW.attempts, NEW.tried_since, NEW.last_error) is not distinct from (OLD.attempts, OLD.tried_since, OLD.last_error) end;
    end if;
  end if;
  if follows is not true then
    perform refuse('delivery_without_event');
  end if;
  return NEW;
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
