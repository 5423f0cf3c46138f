-- Whoever ends another person's sessions is named in it, not the one who was signed out.

-- Inside the trigger of an event the newest event of that person, but for sign-outs, is the step by which they are ended.
create or replace function tell_sign_out() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  ended events;
begin
  if OLD.revoked_at is not null then
    perform refuse('A session that was ended stays ended.', '{"because": "kept"}');
  end if;
  if pg_trigger_depth() > 1 then
    select * into ended from events where subject_type = 'person' and subject_id = NEW.person_id and step <> 'sign_out' order by seq desc limit 1;
    if ended.step <> 'end_sessions' then ended := null; end if;
  end if;
  insert into events (subject_type, subject_id, step, person_id, session_id, cause_id)
  values ('person', NEW.person_id, 'sign_out', coalesce(ended.person_id, NEW.person_id), NEW.id, ended.id);
  return null;
end
$$;
--> statement-breakpoint
-- A rollback that did not fully succeed makes the incident graver, never less grave than somebody already found it.
create or replace function raise_severity(e events, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  grades text[] := array['low', 'medium', 'high', 'critical'];
  grade text := case data ->> 'outcome' when 'partial' then 'high' else 'critical' end;
begin
  insert into events (subject_type, subject_id, step, person_id, session_id, cause_id, loaded, received_at, input)
  select 'incident', i.id, 'raise', e.person_id, e.session_id, e.id, e.loaded, e.received_at, jsonb_build_object('severity', grade)
  from incidents i where i.change_id = e.subject_id and i.status <> 'closed' and array_position(grades, i.severity) < array_position(grades, grade)
  order by i.id;
end
$$;
