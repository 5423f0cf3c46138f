-- Orders a year of changes for a demonstration; the start command's process, which has the owner's rights, carries it out
-- (db/seed/start-history-loader.ts). An order that failed may be given again. The answer is 'requested', or the word of
-- lib/first-run/history-load.ts that says why not; null for a session that ended or has no role.
create or replace function request_history(token_sha256 bytea, planned integer) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint;
  held text[];
begin
  select s.person_id, array(select r.role from person_roles r where r.person_id = s.person_id) into person, held from live_session($1) s;
  if person is null or cardinality(held) = 0 then return null; end if;
  if (select kind from installation) <> 'demo' then return 'production'; end if;
  if 'auditor' = any (held) then return 'read_only'; end if;
  -- A history that the command loaded has no order.
  if not exists (select from history_loads) and (select count(*) from (select from changes limit 200) c) >= 200 then return 'loaded'; end if;
  insert into history_loads as l (person_id, requested_at, planned) values (person, clock_timestamp(), $2)
  on conflict (id) do update set person_id = excluded.person_id, requested_at = excluded.requested_at, planned = excluded.planned,
    started_at = null, ended_at = null, failed = false, loaded = 0 where l.failed;
  if not found then return 'loaded'; end if;
  notify windlass_history;
  return 'requested';
end
$$;

grant execute on function request_history(bytea, integer) to windlass_app;
grant select on history_loads to windlass_app;
