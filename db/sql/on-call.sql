-- An executor who was not on call must explain it, now or in an earlier documentation; invisible characters explain nothing.
create or replace function check_off_roster_explained(c changes, posted jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((
    select jsonb_build_object('name', (select p.display_name from people p where p.id = c.who_id)) || case when r.rostered = '[]' then '{"nobody": true}'::jsonb else '{}' end
    from declared_rosters r where r.change_id = c.id and r.on_roster = false and not has_visible_text(coalesce(posted ->> 'explanation', ''))
      and not exists (select from events e join texts t on t.event_id = e.id
        where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'document' and t.field = 'explanation')), 'true')
$$;

create or replace function check_shifts_bounded(posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when posted ? 'shifts' then (
      select case
        when not array_agg(person) <@ allowed_people('roster', 'place_shifts', '', '', '{}', null) then '{"who": true}'
        when bool_or(ends <= starts) then '{"order": true}'
        when max(ends) <= at then '{"past": true}'
        when count(*) > 1000 or max(ends) > greatest(min(starts), at) + interval '3 years' then '{"many": true}'
        else 'true' end::jsonb
      from (select (s ->> 0)::bigint as person, (s ->> 1)::timestamptz as starts, (s ->> 2)::timestamptz as ends from jsonb_array_elements(posted -> 'shifts') s) shift)
    when (posted ->> 'windowEnd')::timestamptz <= at or (posted ->> 'windowEnd')::timestamptz > at + interval '7 days' then '{"takeOver": true}'::jsonb
    else 'true'::jsonb end
$$;

-- Who is on call at an instant, in which tier and until when. Every page and rule uses this function. A take-over replaces the
-- other shifts of its tier while it lasts; of several take-overs the latest counts.
create or replace function on_call_at(at timestamptz, out tier text, out person_id bigint, out until timestamptz) returns setof record
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with running as materialized (select s.id, s.roster_id, s.person_id, s.tier, s.during, s.is_take_over from shifts s where s.during @> at),
    taken as (select distinct on (r.tier) r.tier, r.id from running r where r.is_take_over order by r.tier, lower(r.during) desc, r.roster_id desc)
  select r.tier, r.person_id, max(upper(r.during)) from running r left join taken t on t.tier = r.tier
  where t.id is null or t.id = r.id group by r.tier, r.person_id order by r.tier, r.person_id
$$;

-- Gaps in the coverage of the primary tier between two instants.
create or replace function uncovered_times(since timestamptz, until timestamptz) returns table (starts timestamptz, ends timestamptz)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select lower(gap), upper(gap) from unnest(tstzmultirange(tstzrange(since, until)) - coalesce(
    (select range_agg(s.during) from shifts s where s.tier = 'primary' and s.during && tstzrange(since, until)), '{}')) gap order by 1
$$;

-- The end of a take-over that names none: the end of the primary's current shift, else twelve hours; never more than a week.
create or replace function default_take_over_end(since timestamptz) returns timestamptz language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select least(since + interval '7 days', coalesce(
    (select max(upper(s.during)) from shifts s where s.during @> since and s.tier = 'primary' and not s.is_take_over), since + interval '12 hours'))
$$;

-- The roster cannot be changed for the past: a shift begins at the earliest when it is placed, and ends when it is withdrawn.
create or replace function apply_roster(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  if e.step = 'withdraw_shifts' then
    update rosters set status = e.to_status, withdrawn_at = e.received_at, step_seq = e.seq, last_event_id = e.id where id = e.subject_id;
    delete from shifts where roster_id = e.subject_id and lower(during) >= e.received_at;
    update shifts set during = tstzrange(lower(during), e.received_at) where roster_id = e.subject_id and upper(during) > e.received_at;
    return;
  end if;
  insert into rosters (id, status, name, placed_by, placed_at, step_seq, last_event_id)
  values (e.subject_id, e.to_status, coalesce(data ->> 'name', 'Take-over'), e.person_id, e.received_at, e.seq, e.id);
  if e.step = 'take_on_call' then
    insert into shifts (roster_id, person_id, tier, during, is_take_over)
    values (e.subject_id, e.person_id, 'primary',
      tstzrange(e.received_at, coalesce((data ->> 'windowEnd')::timestamptz, default_take_over_end(e.received_at))), true);
  else
    insert into shifts (roster_id, person_id, tier, during, is_take_over)
    select e.subject_id, (s ->> 0)::bigint, s ->> 3, tstzrange(greatest((s ->> 1)::timestamptz, e.received_at), (s ->> 2)::timestamptz), false
    from jsonb_array_elements(data -> 'shifts') with ordinality x (s, place) where (s ->> 2)::timestamptz > e.received_at order by place;
  end if;
end
$$;

-- Records who was on call when the emergency began, as known at its declaration, so that later edits of the roster cannot
-- change the answer. `onRoster` is left out where no shift had begun by then: there was no roster to be off.
create or replace function capture_roster() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  began timestamptz := (select started_at from changes where id = NEW.subject_id);
  on_call_then jsonb := (select coalesce(jsonb_agg(jsonb_build_array(o.person_id, o.tier) order by o.tier, o.person_id), '[]') from on_call_at(began) o);
  roster_exists boolean := exists (select from shifts s where s.during && tstzrange(null, began, '[]'));
begin
  insert into events (subject_type, subject_id, step, person_id, session_id, cause_id, loaded, received_at, input)
  values ('change', NEW.subject_id, 'record_roster', NEW.person_id, NEW.session_id, NEW.id, NEW.loaded, NEW.received_at,
    jsonb_build_object('rostered', on_call_then) || case when roster_exists
      then jsonb_build_object('onRoster', exists (select from jsonb_array_elements(on_call_then) o where (o ->> 0)::bigint = NEW.person_id)) else '{}' end);
  return null;
end
$$;

create or replace function store_declared_roster() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := NEW.canonical::jsonb -> 'data';
begin
  insert into declared_rosters (change_id, on_roster, rostered) values (NEW.subject_id, (data ->> 'onRoster')::boolean, data -> 'rostered');
  return null;
end
$$;

-- Derives each row from its event, because guard_event_only_writes cannot tell our triggers from somebody else's.
create or replace function guard_roster() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  ended timestamptz;
  follows boolean := false;
begin
  case TG_TABLE_NAME
    when 'rosters' then
      follows := TG_OP <> 'DELETE' and NEW.last_event_id > case TG_OP when 'UPDATE' then OLD.last_event_id else 0 end
        and exists (select from events v where v.id = NEW.last_event_id and v.subject_type = 'roster' and v.subject_id = NEW.id
          and v.to_status = NEW.status and v.seq = NEW.step_seq)
        and (TG_OP = 'INSERT' or (NEW.id, NEW.name, NEW.placed_by, NEW.placed_at) = (OLD.id, OLD.name, OLD.placed_by, OLD.placed_at));
    when 'shifts' then
      select v.* into e from rosters r join events v on v.id = r.last_event_id where r.id = OLD.roster_id;
      -- Withdrawn with its roster, or ended with whose it is.
      ended := case when e.step = 'withdraw_shifts' then e.received_at
        else (select max(v.received_at) from events v where v.subject_type = 'person' and v.subject_id = OLD.person_id and v.step = 'deactivate') end;
      follows := case TG_OP
        when 'DELETE' then lower(OLD.during) >= ended
        else upper(NEW.during) = ended and upper(OLD.during) > ended and lower(NEW.during) = lower(OLD.during)
          and (NEW.id, NEW.roster_id, NEW.person_id, NEW.tier, NEW.is_take_over) = (OLD.id, OLD.roster_id, OLD.person_id, OLD.tier, OLD.is_take_over) end;
    when 'declared_rosters' then
      follows := TG_OP = 'INSERT' and exists (
        select from events v join events declared on declared.id = v.cause_id
        where v.subject_type = 'change' and v.subject_id = NEW.change_id and v.seq = 2 and v.step = 'record_roster'
          and declared.subject_type = 'change' and declared.subject_id = NEW.change_id and declared.step = 'declare' and declared.person_id = v.person_id
          and v.canonical::jsonb -> 'data' -> 'rostered' = NEW.rostered and (v.canonical::jsonb -> 'data' ->> 'onRoster')::boolean is not distinct from NEW.on_roster);
  end case;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

-- One statement-level check, because one event may place a thousand shifts.
create or replace function guard_placed_shifts() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    with placed as materialized (select r.id, e.step, e.person_id, e.received_at, e.canonical::jsonb -> 'data' -> 'shifts' as shifts
      from rosters r join events e on e.id = r.last_event_id where r.id in (select roster_id from added)),
    said as materialized (select p.id, (s ->> 0)::bigint as person, s ->> 3 as tier, greatest((s ->> 1)::timestamptz, p.received_at) as starts, (s ->> 2)::timestamptz as ends
      from placed p, jsonb_array_elements(p.shifts) s where p.step = 'place_shifts')
    select from added a left join placed p on p.id = a.roster_id
    left join said on said.id = a.roster_id and said.person = a.person_id and said.tier = a.tier and said.starts = lower(a.during) and said.ends = upper(a.during)
    where case p.step
      when 'place_shifts' then said.id is null or a.is_take_over
      when 'take_on_call' then not (a.is_take_over and a.person_id = p.person_id and a.tier = 'primary' and lower(a.during) = p.received_at)
      else true end) then
    perform refuse('shift_without_event');
  end if;
  return null;
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on rosters for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on rosters for each row execute function guard_roster();
create trigger refuse_truncate before truncate on rosters for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on shifts for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before delete or update on shifts for each row execute function guard_roster();
create trigger c_guard_placed_shifts after insert on shifts referencing new table as added for each statement
  execute function guard_placed_shifts();
create trigger refuse_truncate before truncate on shifts for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on declared_rosters for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on declared_rosters for each row execute function guard_roster();
create trigger refuse_truncate before truncate on declared_rosters for each statement execute function refuse_truncate();

grant select on rosters, shifts, declared_rosters to windlass_app;
grant execute on function check_off_roster_explained(changes, jsonb), check_shifts_bounded(jsonb, timestamptz), on_call_at(timestamptz),
  uncovered_times(timestamptz, timestamptz) to windlass_app;
