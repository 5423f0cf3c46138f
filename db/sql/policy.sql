-- `read_at` is here the policy version that the person read: nobody can review or replace a text that they did not see.
create or replace function apply_policy(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  latest policy_versions;
begin
  select * into latest from policy_versions order by version desc limit 1;
  if e.read_at <> latest.version then
    perform refuse('policy_read_before', jsonb_build_object('version', latest.version, 'read', e.read_at));
  end if;
  if e.step = 'publish_policy' then
    if e.received_at <= latest.since then
      perform refuse('policy_of_later', jsonb_build_object('version', latest.version));
    end if;
    insert into policy_versions (version, text_id, since, event_id) values (latest.version + 1, event_text_id(e.id, 'policyText', null), e.received_at, e.id);
  elsif e.step = 'review_policy' then
    insert into policy_reviews (event_id, version, person_id, at) values (e.id, policy_in_force(e.received_at), e.person_id, e.received_at);
  end if;
end
$$;

-- The version in force at an instant. Instants before version 1 count as version 1.
create or replace function policy_in_force(at timestamptz default windlass_now()) returns integer language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select version from policy_versions where since <= at order by version desc limit 1), 1)
$$;

-- Publishing a text counts as reviewing it.
create or replace function policy_reviewed_at() returns timestamptz language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select greatest((select max(since) from policy_versions), (select max(at) from policy_reviews))
$$;

-- The site's day of such an instant. Version 1 ships with a date and no time, so its day is the same in every zone.
create or replace function policy_day(at timestamptz) returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when at = (select since from policy_versions where version = 1) then '2026-04-04'::date else site_day(at) end
$$;

create or replace function guard_policy() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  follows boolean := false;
begin
  if TG_OP = 'INSERT' then
    if TG_TABLE_NAME = 'policy_versions' then
      follows := NEW.version = (select max(version) + 1 from policy_versions)
        and exists (select from events e join texts t on t.event_id = e.id where e.id = NEW.event_id and e.subject_type = 'installation'
          and e.step = 'publish_policy' and e.received_at = NEW.since and t.id = NEW.text_id and t.field = 'policyText');
    else
      follows := NEW.version = policy_in_force(NEW.at)
        and exists (select from events e where e.id = NEW.event_id and e.subject_type = 'installation'
          and e.step = 'review_policy' and e.person_id = NEW.person_id and e.received_at = NEW.at);
    end if;
  end if;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

create or replace function step_usage_key(e events, type text, out day date, out subject_type text, out step text, out type_of text, out clause text) language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select (e.received_at at time zone 'UTC')::date, e.subject_type, e.step, coalesce(type, ''),
    case when e.step = 'refused' then coalesce(e.canonical::jsonb -> 'data' ->> 'clauseCited', '') else '' end
$$;

create or replace function count_step_usage() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into step_usage_daily as u (day, subject_type, step, type, clause, times)
  select n.day, n.subject_type, n.step, n.type_of, n.clause, count(*)
  from added a join events e on e.id = a.event_id left join changes c on e.subject_type = 'change' and c.id = e.subject_id, step_usage_key(e, c.type) n
  group by 1, 2, 3, 4, 5
  on conflict (day, subject_type, step, type, clause) do update set times = u.times + excluded.times;
  return null;
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on policy_versions for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on policy_versions for each row execute function guard_policy();
create trigger refuse_truncate before truncate on policy_versions for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on policy_reviews for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on policy_reviews for each row execute function guard_policy();
create trigger refuse_truncate before truncate on policy_reviews for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on step_usage_daily for each row execute function guard_event_only_writes();
create trigger refuse_truncate before truncate on step_usage_daily for each statement execute function refuse_truncate();

grant select on policy_versions, policy_reviews, step_usage_daily to windlass_app;
grant execute on function policy_in_force(timestamptz), policy_reviewed_at(), policy_day(timestamptz) to windlass_app;
