-- Every rule and job reads the time here, so that a demonstration can move its clock by an offset.
create or replace function windlass_now() returns timestamptz language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select clock_timestamp() + coalesce((select clock_offset from installation), interval '0')
$$;

-- plpgsql with a bare expression: a SQL function that is a query starts an executor at each call.
create or replace function utc(at timestamptz) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
end
$$;

-- Due dates and expiry dates (of entries, findings, the policy's review) are days of the site, as its pages show them: they
-- begin and end at the site's midnight, not at midnight UTC.
create or replace function site_zone() returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select coalesce((select site_timezone from installation), 'UTC') $$;

create or replace function site_day(at timestamptz) returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select (at at time zone site_zone())::date $$;

create or replace function site_midnight(day date) returns timestamptz language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select day::timestamp at time zone site_zone() $$;

grant execute on function windlass_now(), utc(timestamptz), site_zone(), site_day(timestamptz) to windlass_app;
grant execute on function windlass_now(), utc(timestamptz) to windlass_worker;
