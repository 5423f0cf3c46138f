create or replace function guard_change() returns trigger language plpgsql
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
    if change_text_ids(NEW) is distinct from change_text_ids(OLD) then
      select t into foreign_text from unnest(change_text_ids(NEW), change_text_ids(OLD)) as moved (t, was) where t is distinct from was and t is not null
        and not exists (select from texts where id = t and event_id = NEW.last_event_id);
      if foreign_text is not null then
        perform refuse('text_of_another_event');
      end if;
    end if;
  end if;
  if NEW.facts_complete_at is null and NEW.what_text_id is not null and NEW.why_text_id is not null and NEW.rollback_plan_text_id is not null and NEW.started_at is not null then
    NEW.facts_complete_at := NEW.last_event_at;
  end if;
  if TG_OP = 'INSERT' or (NEW.title_text_id, NEW.what_text_id, NEW.why_text_id, NEW.rollback_plan_text_id) is distinct from (OLD.title_text_id, OLD.what_text_id, OLD.why_text_id, OLD.rollback_plan_text_id) then
    NEW.search := setweight(to_tsvector('english', coalesce(text_body(NEW.title_text_id), '')), 'A') || to_tsvector('english',
      concat_ws(' ', text_body(NEW.what_text_id), text_body(NEW.why_text_id), text_body(NEW.rollback_plan_text_id)));
  end if;
  return NEW;
end
$$;

-- A change is judged by the policy version under which it was opened, whatever is published later.
create or replace function guard_policy_version() returns trigger language plpgsql
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

create or replace function link_follow_up() returns trigger language plpgsql volatile security definer
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

create or replace function guard_follow_up() returns trigger language plpgsql
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
create or replace function guard_change_system() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  said jsonb;
  is_valid boolean := false;
begin
  select e.canonical::jsonb -> 'data' into said from changes c join events e on e.id = c.last_event_id
  where c.id = case TG_OP when 'DELETE' then OLD.change_id else NEW.change_id end;
  is_valid := case TG_OP when 'INSERT' then said -> 'systems' @> to_jsonb(NEW.system_id)
    when 'DELETE' then (said ? 'systems' and not said -> 'systems' @> to_jsonb(OLD.system_id)) or said -> 'cleared' ? 'systems' end;
  if is_valid is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

-- A reservation follows from the status and window of its change.
create or replace function guard_system_reservation() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  follows boolean := false;
begin
  if TG_OP = 'INSERT' then follows := (select is_reserved(c, NEW) from changes c where c.id = NEW.change_id);
  elsif TG_OP = 'DELETE' then follows := (select not is_reserved(c, OLD) from changes c where c.id = OLD.change_id);
  end if;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on changes for each row execute function guard_event_only_writes();
create trigger b_guard_change before insert or delete or update on changes for each row
  execute function guard_change();
create trigger c_guard_policy_version before insert or update on changes for each row execute function guard_policy_version();
create trigger c_remove_redacted_from_search before update on changes for each row when (new.step_seq = old.step_seq)
  execute function remove_redacted_from_search();
create trigger refuse_truncate before truncate on changes for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on change_systems for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on change_systems for each row execute function guard_change_system();
create trigger refuse_truncate before truncate on change_systems for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on system_reservations for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on system_reservations for each row execute function guard_system_reservation();
create trigger refuse_truncate before truncate on system_reservations for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on follow_ups for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on follow_ups for each row execute function guard_follow_up();
create trigger refuse_truncate before truncate on follow_ups for each statement execute function refuse_truncate();

grant select on changes, change_systems, system_reservations, follow_ups to windlass_app;
