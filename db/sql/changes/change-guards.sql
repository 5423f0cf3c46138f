create or replace function a_change_is_what_its_events_say() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  foreign_text bigint;
begin
  if TG_OP = 'DELETE' then
    perform refuse('change_stays');
  end if;
  if TG_OP = 'UPDATE' and NEW.last_event_id <= OLD.last_event_id
    or not exists (select from events where id = NEW.last_event_id and subject_type = 'change' and subject_id = NEW.id) then
    perform refuse('moved_without_event');
  end if;
  if TG_OP = 'UPDATE' then
    if texts_named(NEW) is distinct from texts_named(OLD) then
      select t into foreign_text from unnest(texts_named(NEW), texts_named(OLD)) as moved (t, was) where t is distinct from was and t is not null
        and not exists (select from texts where id = t and event_id = NEW.last_event_id);
      if foreign_text is not null then
        perform refuse('text_of_another_event');
      end if;
    end if;
  end if;
  if NEW.facts_complete_at is null and NEW.what_text is not null and NEW.why_text is not null and NEW.rollback_plan_text is not null and NEW.started_at is not null then
    NEW.facts_complete_at := NEW.last_event_at;
  end if;
  if TG_OP = 'INSERT' or (NEW.title_text, NEW.what_text, NEW.why_text, NEW.rollback_plan_text) is distinct from (OLD.title_text, OLD.what_text, OLD.why_text, OLD.rollback_plan_text) then
    NEW.search := setweight(to_tsvector('english', coalesce(text_of(NEW.title_text), '')), 'A') || to_tsvector('english',
      concat_ws(' ', text_of(NEW.what_text), text_of(NEW.why_text), text_of(NEW.rollback_plan_text)));
  end if;
  return NEW;
end
$$;

-- A change is judged by the policy version under which it was opened, whatever is published later.
create or replace function a_change_keeps_its_policy() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' then
    NEW.policy_version := policy_in_force(NEW.created_at);
  elsif NEW.policy_version is distinct from OLD.policy_version then
    perform refuse('policy_as_opened');
  end if;
  return NEW;
end
$$;

create or replace function note_follow_up() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  followed bigint := NEW.canonical::jsonb -> 'data' ->> 'follows';
begin
  if followed is not null then
    insert into follow_ups (change_id, follows_id) values (NEW.subject_id, followed);
  end if;
  return null;
end
$$;

create or replace function a_follow_up_follows_its_draft() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and exists (select from events where subject_type = 'change' and subject_id = NEW.change_id and step = 'draft'
    and (canonical::jsonb -> 'data' ->> 'follows')::bigint = NEW.follows_id) then
    return NEW;
  end if;
  perform refuse('follows_as_drafted');
  return null;
end
$$;

-- The systems of a change follow from its last event.
create or replace function a_system_is_touched_as_said() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  said jsonb;
  follows boolean := false;
begin
  select e.canonical::jsonb -> 'data' into said from changes c join events e on e.id = c.last_event_id
  where c.id = case TG_OP when 'DELETE' then OLD.change_id else NEW.change_id end;
  follows := case TG_OP when 'INSERT' then said -> 'systems' @> to_jsonb(NEW.system_id)
    when 'DELETE' then (said ? 'systems' and not said -> 'systems' @> to_jsonb(OLD.system_id)) or said -> 'cleared' ? 'systems' end;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

-- A reservation follows from the status and window of its change.
create or replace function a_hold_follows_its_change() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  follows boolean := false;
begin
  if TG_OP = 'INSERT' then follows := (select is_held(c, NEW) from changes c where c.id = NEW.change_id);
  elsif TG_OP = 'DELETE' then follows := (select not is_held(c, OLD) from changes c where c.id = OLD.change_id);
  end if;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_only_events_write_here before insert or delete or update on changes for each row execute function only_events_write_here();
create trigger b_a_change_is_what_its_events_say before insert or delete or update on changes for each row
  execute function a_change_is_what_its_events_say();
create trigger c_a_change_keeps_its_policy before insert or update on changes for each row execute function a_change_keeps_its_policy();
create trigger c_what_is_redacted_is_not_found before update on changes for each row when (new.step_seq = old.step_seq)
  execute function what_is_redacted_is_not_found();
create trigger records_are_not_emptied before truncate on changes for each statement execute function records_are_not_emptied();

create trigger a_only_events_write_here before insert or delete or update on change_systems for each row execute function only_events_write_here();
create trigger b_follows_its_event before insert or delete or update on change_systems for each row execute function a_system_is_touched_as_said();
create trigger records_are_not_emptied before truncate on change_systems for each statement execute function records_are_not_emptied();

create trigger a_only_events_write_here before insert or delete or update on holds for each row execute function only_events_write_here();
create trigger b_follows_its_event before insert or delete or update on holds for each row execute function a_hold_follows_its_change();
create trigger records_are_not_emptied before truncate on holds for each statement execute function records_are_not_emptied();

create trigger a_only_events_write_here before insert or delete or update on follow_ups for each row execute function only_events_write_here();
create trigger b_follows_its_event before insert or delete or update on follow_ups for each row execute function a_follow_up_follows_its_draft();
create trigger records_are_not_emptied before truncate on follow_ups for each statement execute function records_are_not_emptied();

grant select on changes, change_systems, holds, follow_ups to windlass_app;
