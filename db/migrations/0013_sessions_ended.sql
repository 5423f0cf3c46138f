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
