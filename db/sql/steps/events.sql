create or replace function refuse_event_change() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse('event_stays');
  return null;
end
$$;

-- Derived tables are written only from within an event's trigger, whoever connects, the owner included.
create or replace function guard_event_only_writes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_trigger_depth() < 2 then
    perform refuse('by_events_alone', jsonb_build_object('table', TG_TABLE_NAME));
  end if;
  return coalesce(NEW, OLD);
end
$$;

create or replace function refuse_truncate() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse('not_emptied', jsonb_build_object('table', TG_TABLE_NAME));
  return null;
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on record_chains for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on record_chains for each row execute function guard_derived_row();
create trigger refuse_truncate before truncate on record_chains for each statement execute function refuse_truncate();

create trigger a_judge_event before insert on events for each row execute function judge_event();
create trigger refuse_event_change before delete or update on events for each row execute function refuse_event_change();
create trigger a_redact_text after insert on events for each row when (new.step = 'redact'::text) execute function redact_text();
create trigger b_apply_event after insert on events for each row execute function apply_event();
create trigger c_answer_finding after insert on events for each row when (new.subject_type = 'incident'::text and new.step = 'answer'::text)
  execute function answer_finding();
create trigger c_capture_roster after insert on events for each row when (new.step = 'declare'::text) execute function capture_roster();
create trigger c_link_follow_up after insert on events for each row when (new.step = 'draft'::text) execute function link_follow_up();
create trigger c_replace_older_versions after insert on events for each row when (new.step = 'approve_entry'::text) execute function replace_older_versions();
create trigger c_store_declared_roster after insert on events for each row when (new.step = 'record_roster'::text)
  execute function store_declared_roster();
create trigger c_store_mentions after insert on events for each row when (new.canonical ~~ '%"mentions": [%'::text) execute function store_mentions();
create trigger c_suspend_entry after insert on events for each row when (new.subject_type = 'change'::text and new.step = 'fail'::text and not new.loaded)
  execute function suspend_entry();
create trigger d_notify_ledger_worker after insert on events for each row when (new.step = any (array['export'::text, 'sign_checkpoint'::text, 'verify_ledger'::text]))
  execute function notify_ledger_worker();
create trigger d_queue_for_ledger after insert on events for each row execute function queue_for_ledger();
create trigger e_apply_email_choice after insert on events for each row when (new.subject_type = 'person'::text and new.step = 'choose_emails'::text)
  execute function apply_email_choice();
create trigger e_queue_step_notices after insert on events for each row when (not new.loaded and (new.step = any (array['fail'::text, 'declare'::text, 'submit'::text, 'review'::text, 'document'::text, 'place_freeze'::text, 'place_halt'::text, 'lift_halt'::text, 'delegate'::text, 'resemble'::text])))
  execute function queue_step_notices();
create trigger e_queue_watch_notices after insert on events for each row when (new.subject_type = 'change'::text and not new.aside and not new.loaded)
  execute function queue_watch_notices();
create constraint trigger f_advance_reference_version after insert on events deferrable initially deferred for each row
  when (new.subject_type = any (array['person'::text, 'system'::text, 'delegation'::text])) execute function advance_reference_version();
create constraint trigger g_refuse_missing_file after insert on events deferrable initially deferred for each row
  when (new.canonical ~~ '%"attachments": [%'::text) execute function refuse_missing_file();
create constraint trigger h_refuse_incomplete_import after insert on events deferrable initially deferred for each row
  when (new.subject_type = 'import'::text and new.step = 'import_past'::text) execute function refuse_incomplete_import();
create trigger refuse_truncate before truncate on events for each statement execute function refuse_event_change();

grant select on events to windlass_app;
grant insert (subject_type, subject_id, step, person_id, read_at, input) on events to windlass_app;
grant select on events to windlass_worker;
