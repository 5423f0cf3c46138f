create or replace function check_window_valid(posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when starts is null or ends is null then null
    when ends <= starts then '{"order": true}'::jsonb
    when ends <= at then '{"past": true}'
    when starts < at - interval '60 minutes' then '{"early": true}'
    when ends - starts > interval '24 hours' then '{"long": true}'
    else 'true' end
  from (select (posted ->> 'windowStart')::timestamptz as starts, (posted ->> 'windowEnd')::timestamptz as ends) w
$$;

create or replace function check_later_end(c changes, posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when ends is null then null
    when ends <= c.window_end then jsonb_build_object('end', utc(c.window_end))
    when ends <= at then '{"past": true}'
    when ends - c.window_start > interval '24 hours' then '{"long": true}'
    else 'true' end
  from (select (posted ->> 'windowEnd')::timestamptz as ends) w
$$;

create or replace function check_window_free(c changes, posted jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when ends is null or starts is null or ends <= starts then null else coalesce(
    (select jsonb_build_object('with', jsonb_agg(distinct jsonb_build_object(
        'number', other.number, 'system', s.display_name, 'until', utc(upper(h.during)))))
     from change_systems mine
     join system_reservations h on h.system_id = mine.system_id and h.change_id <> c.id and h.during && tstzrange(least(starts, ends), greatest(starts, ends))
     join changes other on other.id = h.change_id
     join systems s on s.id = h.system_id
     where mine.change_id = c.id having count(*) > 0), 'true') end
  from (select coalesce((posted ->> 'windowStart')::timestamptz, c.window_start) as starts,
               (posted ->> 'windowEnd')::timestamptz as ends) w
$$;

create or replace function check_window_open(c changes, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when c.window_start is null then '{"none": true}'::jsonb
    when at < c.window_start then jsonb_build_object('opens', utc(c.window_start))
    when at >= c.window_end then jsonb_build_object('closed', utc(c.window_end))
    else 'true' end
$$;

-- An approval covers one revision and expires 30 days after it was given.
create or replace function check_approval_fresh(c changes, posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when c.approved_at is null then '{"none": true}'::jsonb
    when greatest(at, coalesce((posted ->> 'windowStart')::timestamptz, at)) > c.approved_at + interval '30 days'
      then jsonb_build_object('lapses', utc(c.approved_at + interval '30 days'))
        || case when at > c.approved_at + interval '30 days' then '{"lapsed": true}'::jsonb else '{}' end
    else 'true' end
$$;

create or replace function check_system_idle(c changes) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when c.window_waived then 'true' else coalesce(
    (select jsonb_build_object('with', jsonb_agg(distinct jsonb_build_object('number', other.number, 'status', other.status)))
     from change_systems mine
     join change_systems theirs on theirs.system_id = mine.system_id and theirs.change_id <> c.id
     join changes other on other.id = theirs.change_id and other.type = 'normal'
       and not other.status in ('closed', 'rejected', 'cancelled') and other.status in ('in_progress', 'failed')
     where mine.change_id = c.id having count(*) > 0), 'true') end
$$;

-- A change reserves its systems while scheduled or in progress, and releases them at once when it leaves those statuses.
create or replace function reserve_systems(e events) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from system_reservations h using changes c where c.id = e.subject_id and h.change_id = c.id and not is_reserved(c, h);
  insert into system_reservations (change_id, system_id, during, waived)
  select c.id, t.system_id, tstzrange(c.window_start, c.window_end), c.window_waived
  from changes c join change_systems t on t.change_id = c.id
  where c.id = e.subject_id and c.status in ('scheduled', 'in_progress') and c.window_start is not null
  order by t.system_id on conflict (change_id, system_id) do nothing;
end
$$;

create or replace function is_reserved(c changes, h system_reservations) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select c.status in ('scheduled', 'in_progress') and coalesce(h.during = tstzrange(c.window_start, c.window_end), false) and h.waived = c.window_waived
$$;

grant execute on function check_window_valid(jsonb, timestamptz), check_later_end(changes, jsonb, timestamptz), check_window_free(changes, jsonb),
  check_window_open(changes, timestamptz), check_approval_fresh(changes, jsonb, timestamptz), check_system_idle(changes) to windlass_app;
