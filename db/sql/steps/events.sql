create or replace function events_are_kept() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse('event_stays');
  return null;
end
$$;

-- Derived tables are written only from within an event's trigger, whoever connects, the owner included.
create or replace function only_events_write_here() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_trigger_depth() < 2 then
    perform refuse('by_events_alone', jsonb_build_object('table', TG_TABLE_NAME));
  end if;
  return coalesce(NEW, OLD);
end
$$;

create or replace function records_are_not_emptied() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse('not_emptied', jsonb_build_object('table', TG_TABLE_NAME));
  return null;
end
$$;

create trigger a_only_events_write_here before insert or delete or update on chains for each row execute function only_events_write_here();
create trigger b_follows_its_event before insert or delete or update on chains for each row execute function follows_its_event();
create trigger records_are_not_emptied before truncate on chains for each statement execute function records_are_not_emptied();

create trigger a_judge_event before insert on events for each row execute function judge_event();
create trigger events_are_kept before delete or update on events for each row execute function events_are_kept();
create trigger a_redact_text after insert on events for each row when (new.step = 'redact'::text) execute function redact_text();
create trigger b_apply_event after insert on events for each row execute function apply_event();
create trigger c_answer_finding after insert on events for each row when (new.subject_type = 'incident'::text and new.step = 'answer'::text)
  execute function answer_finding();
create trigger c_keep_roster_recorded after insert on events for each row when (new.step = 'record_roster'::text)
  execute function keep_roster_recorded();
create trigger c_note_follow_up after insert on events for each row when (new.step = 'draft'::text) execute function note_follow_up();
create trigger c_record_roster after insert on events for each row when (new.step = 'declare'::text) execute function record_roster();
create trigger c_replace_versions after insert on events for each row when (new.step = 'approve_entry'::text) execute function replace_versions();
create trigger c_suspend_entry after insert on events for each row when (new.subject_type = 'change'::text and new.step = 'fail'::text and not new.loaded)
  execute function suspend_entry();
create trigger d_call_the_log after insert on events for each row when (new.step = any (array['export'::text, 'sign_checkpoint'::text, 'verify_ledger'::text]))
  execute function call_the_log();
create trigger d_queue_for_the_log after insert on events for each row execute function queue_for_the_log();
create trigger e_choose_emails after insert on events for each row when (new.subject_type = 'person'::text and new.step = 'choose_emails'::text)
  execute function choose_emails();
create trigger e_tell_people after insert on events for each row when (not new.loaded and (new.step = any (array['fail'::text, 'declare'::text, 'submit'::text, 'review'::text, 'document'::text, 'place_freeze'::text, 'place_halt'::text, 'lift_halt'::text, 'delegate'::text, 'resemble'::text])))
  execute function tell_people();
create trigger events_are_not_emptied before truncate on events for each statement execute function events_are_kept();

grant select on events to windlass_app;
grant insert (subject_type, subject_id, step, person_id, read_at, input) on events to windlass_app;
grant select on events to windlass_worker;
