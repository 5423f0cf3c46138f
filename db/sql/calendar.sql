create or replace function apply_freeze(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  scope text := split_part(data ->> 'covers', ':', 1);
begin
  if e.seq = 1 then
    insert into freezes (id, status, name, covers, client_id, system_id, timezone, repeats, reason_text_id, placed_by, placed_at, step_seq, last_event_id)
    values (e.subject_id, e.to_status, data ->> 'name', scope,
      case scope when 'client' then split_part(data ->> 'covers', ':', 2)::bigint end, case scope when 'system' then split_part(data ->> 'covers', ':', 2)::bigint end,
      coalesce(data ->> 'timezone', 'UTC'), data ->> 'repeats', event_text_id(e.id, 'reason', null), e.person_id, e.received_at, e.seq, e.id);
    insert into freeze_spans (freeze_id, during)
    select e.subject_id, tstzrange((s ->> 0)::timestamptz, (s ->> 1)::timestamptz)
    from jsonb_array_elements(coalesce(data -> 'spans', jsonb_build_array(jsonb_build_array(data -> 'windowStart', data -> 'windowEnd')))) s;
  else
    update freezes set status = e.to_status, lifted_at = e.received_at, step_seq = e.seq, last_event_id = e.id where id = e.subject_id;
    delete from freeze_spans where freeze_id = e.subject_id and lower(during) >= e.received_at;
    update freeze_spans set during = tstzrange(lower(during), e.received_at) where freeze_id = e.subject_id and upper(during) > e.received_at;
  end if;
  perform pg_notify('windlass_calendar', 'freeze');
end
$$;

-- Every freeze ends. A repeating one is posted with all its spans, of which the first must be the posted window.
create or replace function check_freeze_bounded(posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  starts timestamptz := posted ->> 'windowStart';
  ends timestamptz := posted ->> 'windowEnd';
  spans jsonb := coalesce(posted -> 'spans', '[]');
begin
  if starts is null or ends is null then return null; end if;
  if ends <= starts then return '{"order": true}'; end if;
  if posted ? 'repeats' and spans = '[]' or jsonb_array_length(spans) > 400 or spans <> '[]' and (
    spans -> 0 is distinct from jsonb_build_array(posted -> 'windowStart', posted -> 'windowEnd')
    or exists (select from (select (s ->> 0)::timestamptz as opens, (s ->> 1)::timestamptz as shuts, lag((s ->> 0)::timestamptz) over (order by n) as before
      from jsonb_array_elements(spans) with ordinality x (s, n)) s where shuts <= opens or opens <= before)) then
    return '{"spans": true}';
  end if;
  if greatest(ends, (select max((s ->> 1)::timestamptz) from jsonb_array_elements(spans) s)) <= at then return '{"past": true}'; end if;
  return 'true';
end
$$;

create or replace function check_window_unfrozen(c changes, posted jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when starts is null or ends is null or ends <= starts then null
    else coalesce((select jsonb_build_object('with', w) from freezes_covering(c, tstzrange(least(starts, ends), greatest(starts, ends))) w where w is not null), 'true') end
  from (select (posted ->> 'windowStart')::timestamptz as starts, (posted ->> 'windowEnd')::timestamptz as ends) w
$$;

-- A waiver by a lead holds for one revision; an entry that is allowed in a freeze needs none.
create or replace function check_not_frozen(c changes, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when c.window_waived then 'true'
    when c.type = 'standard' and (select e.allowed_in_freeze from entries e where e.id = c.entry_id) then 'true'
    else coalesce((select jsonb_build_object('with', w) from freezes_covering(c, tstzrange(at, at, '[]')) w where w is not null), 'true') end
$$;

-- The freezes that cover a system of the change at any time within `during`, each with the latest end there.
create or replace function freezes_covering(c changes, during tstzrange) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'of', f.covered, 'until', utc(f.until)) order by f.until, f.name, f.id)
  from (select f.id, f.name, max(upper(s.during)) as until,
      case f.covers when 'all' then 'all systems' when 'client' then (select name from clients where id = f.client_id) else (select y.display_name from systems y where y.id = f.system_id) end as covered
    from freeze_spans s join freezes f on f.id = s.freeze_id
    where s.during && freezes_covering.during and (f.covers = 'all'
      or f.covers = 'system' and exists (select from change_systems t where t.change_id = c.id and t.system_id = f.system_id)
      or f.covers = 'client' and exists (select from change_systems t join systems y on y.id = t.system_id where t.change_id = c.id and y.client_id = f.client_id))
    group by f.id, f.name, f.covers, f.client_id, f.system_id) f
$$;

-- No row for a revoked or unknown token, nor for a person who no longer holds a role. Security definer: the app may not read
-- token hashes.
create or replace function feed_reader(token_sha256 bytea) returns table (person_id bigint, without_titles boolean, timezone text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select p.id, f.without_titles, p.timezone from feeds f join people p on p.id = f.person_id
  where f.token_sha256 = $1 and f.revoked_at is null and p.deactivated_at is null and exists (select from person_roles r where r.person_id = p.id)
$$;

-- Spans are written by `place_freeze`; only `lift_freeze` deletes or shortens them.
create or replace function guard_freeze_span() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  follows boolean := false;
begin
  select e.step in ('place_freeze') = (TG_OP = 'INSERT') into follows from freezes f join events e on e.id = f.last_event_id
  where f.id = case TG_OP when 'DELETE' then OLD.freeze_id else NEW.freeze_id end;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

-- Only the owner creates a feed; it is revoked by them or with their account.
create or replace function guard_feed() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  follows boolean := false;
begin
  follows := case TG_OP
    when 'INSERT' then exists (select from events where id = NEW.event_id and subject_type = 'person' and subject_id = NEW.person_id and step = 'make_feed')
    when 'UPDATE' then OLD.revoked_at is null and (ended_by_deactivation(NEW.person_id, NEW.revoked_at) or exists (select from events where subject_type = 'person'
      and subject_id = NEW.person_id and step = 'revoke_feed' and received_at = NEW.revoked_at)) end;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on freezes for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on freezes for each row execute function guard_derived_row();
create trigger refuse_truncate before truncate on freezes for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on freeze_spans for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on freeze_spans for each row execute function guard_freeze_span();
create trigger refuse_truncate before truncate on freeze_spans for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on feeds for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on feeds for each row execute function guard_feed();
create trigger refuse_truncate before truncate on feeds for each statement execute function refuse_truncate();

grant select on freezes, freeze_spans to windlass_app;
grant select (id, person_id, name, without_titles, created_at, revoked_at) on feeds to windlass_app;
grant execute on function freezes_covering(changes, tstzrange), check_window_unfrozen(changes, jsonb), check_not_frozen(changes, timestamptz),
  check_freeze_bounded(jsonb, timestamptz), feed_reader(bytea) to windlass_app;
