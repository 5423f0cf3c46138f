-- The policy's versions and reviews, the version that each change keeps, and how often each step was taken and each clause cited.

-- The text that ships with the product (lib/policy.ts), from its last review on; nobody here put it in force.
insert into policy_versions (version, text_id, since, event_id) values (1, null, '2026-04-04T00:00:00Z', null);
--> statement-breakpoint
-- Which version held at an instant. Before the first one began, it is the one there was.
create function policy_in_force(at timestamptz default windlass_now()) returns integer language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select version from policy_versions where since <= at order by version desc limit 1), 1)
$$;
--> statement-breakpoint
-- When the policy was last reviewed: putting a text in force is a review of it.
create function policy_reviewed_at() returns timestamptz language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select greatest((select max(since) from policy_versions), (select max(at) from policy_reviews))
$$;
--> statement-breakpoint
-- A form says which version its person read: nobody reviews or undoes a text that they did not see.
create or replace function apply_policy(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  latest policy_versions;
begin
  select * into latest from policy_versions order by version desc limit 1;
  if e.read_at <> latest.version then
    perform refuse(format('Version %s came into force since you read version %s. Nothing of yours was recorded: read it, then decide (Exceptions).', latest.version, e.read_at), '{"because": "stale"}');
  end if;
  if e.step = 'publish_policy' then
    if e.received_at <= latest.since then
      perform refuse(format('Version %s is in force since a later moment: a text comes into force after the one before it (Exceptions).', latest.version), '{"because": "stale"}');
    end if;
    insert into policy_versions (version, text_id, since, event_id) values (latest.version + 1, text_at(e.id, 'policyText', null), e.received_at, e.id);
  elsif e.step = 'review_policy' then
    insert into policy_reviews (event_id, version, person_id, at) values (e.id, policy_in_force(e.received_at), e.person_id, e.received_at);
  end if;
end
$$;
--> statement-breakpoint
-- A change keeps the version under which it was opened, whatever comes into force later.
create function a_change_keeps_its_policy() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' then
    NEW.policy_version := policy_in_force(NEW.created_at);
  elsif NEW.policy_version is distinct from OLD.policy_version then
    perform refuse('A change keeps the version of the policy under which it was opened (Change Records).', '{"because": "kept"}');
  end if;
  return NEW;
end
$$;
--> statement-breakpoint
create trigger c_a_change_keeps_its_policy before insert or update on changes for each row execute function a_change_keeps_its_policy();
--> statement-breakpoint
alter table changes enable always trigger c_a_change_keeps_its_policy;
--> statement-breakpoint
create function the_policy_follows_its_event() returns trigger language plpgsql
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
    perform refuse(format('The table %s says what its events said, and no event says this (Exceptions).', TG_TABLE_NAME), '{"because": "kept"}');
  end if;
  return coalesce(NEW, OLD);
end
$$;
--> statement-breakpoint
do $$
declare
  kept text;
begin
  foreach kept in array array['policy_versions', 'policy_reviews'] loop
    execute format('create trigger a_only_events_write_here before insert or update or delete on %I for each row execute function only_events_write_here()', kept);
    execute format('alter table %I enable always trigger a_only_events_write_here', kept);
    execute format('create trigger b_follows_its_event before insert or update or delete on %I for each row execute function the_policy_follows_its_event()', kept);
    execute format('alter table %I enable always trigger b_follows_its_event', kept);
    execute format('create trigger records_are_not_emptied before truncate on %I for each statement execute function records_are_not_emptied()', kept);
    execute format('alter table %I enable always trigger records_are_not_emptied', kept);
  end loop;
end
$$;
--> statement-breakpoint
-- How often each step was taken on each day (in UTC), by type of change; of refusals, by the clause they cited. It grows
-- where the log grows: there is one writer of that at a time, and no step waits for it.
create table uses_by_day (
  day date not null,
  subject_type text not null,
  step text not null,
  type text not null,
  clause text not null,
  times bigint not null,
  constraint uses_by_day_day_subject_type_step_type_clause_pk primary key (day, subject_type, step, type, clause)
);
--> statement-breakpoint
create function uses_of(e events, type text, out day date, out subject_type text, out step text, out type_of text, out clause text) language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select (e.received_at at time zone 'UTC')::date, e.subject_type, e.step, coalesce(type, ''),
    case when e.step = 'refused' then coalesce(e.canonical::jsonb -> 'data' ->> 'clauseCited', '') else '' end
$$;
--> statement-breakpoint
insert into uses_by_day (day, subject_type, step, type, clause, times)
select u.day, u.subject_type, u.step, u.type_of, u.clause, count(*)
from log_entries l join events e on e.id = l.event_id left join changes c on e.subject_type = 'change' and c.id = e.subject_id, uses_of(e, c.type) u
group by 1, 2, 3, 4, 5;
--> statement-breakpoint
create function tally_uses() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into uses_by_day as u (day, subject_type, step, type, clause, times)
  select n.day, n.subject_type, n.step, n.type_of, n.clause, count(*)
  from added a join events e on e.id = a.event_id left join changes c on e.subject_type = 'change' and c.id = e.subject_id, uses_of(e, c.type) n
  group by 1, 2, 3, 4, 5
  on conflict (day, subject_type, step, type, clause) do update set times = u.times + excluded.times;
  return null;
end
$$;
--> statement-breakpoint
create trigger uses_are_tallied after insert on log_entries referencing new table as added for each statement execute function tally_uses();
--> statement-breakpoint
alter table log_entries enable always trigger uses_are_tallied;
--> statement-breakpoint
create trigger a_only_events_write_here before insert or update or delete on uses_by_day for each row execute function only_events_write_here();
--> statement-breakpoint
alter table uses_by_day enable always trigger a_only_events_write_here;
--> statement-breakpoint
create trigger records_are_not_emptied before truncate on uses_by_day for each statement execute function records_are_not_emptied();
--> statement-breakpoint
alter table uses_by_day enable always trigger records_are_not_emptied;
--> statement-breakpoint
create function grant_policy_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant select on uses_by_day to windlass_app;
    grant execute on function policy_in_force(timestamptz), policy_reviewed_at() to windlass_app;
  end if;
end
$$;
--> statement-breakpoint
select grant_policy_rights();
