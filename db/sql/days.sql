-- The one clock. Only a demo can move it.
create or replace function windlass_now() returns timestamptz language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select clock_timestamp() + coalesce((select clock_offset from installation), interval '0')
$$;

-- Expressions alone, where nothing is read from a table: a function that is a query starts an executor each time.
create or replace function utc(at timestamptz) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
end
$$;

-- A day as a limit (an entry's last day, a finding's, the policy's review) is a day of the site, as its pages show it: it
-- begins and ends at the site's midnight, not at that of UTC.
create or replace function site_zone() returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select coalesce((select site_timezone from installation), 'UTC') $$;

-- Which day it is at the site at an instant.
create or replace function site_day(at timestamptz) returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select (at at time zone site_zone())::date $$;

-- When a day begins at the site.
create or replace function site_midnight(day date) returns timestamptz language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select day::timestamp at time zone site_zone() $$;

grant execute on function windlass_now(), utc(timestamptz), site_zone(), site_day(timestamptz) to windlass_app;
grant execute on function windlass_now(), utc(timestamptz) to windlass_worker;
