-- Saved views are preferences: no event tells of them, and nothing is decided by them. At most 20 a person; saved again under the
-- same name, a view is replaced. The answer is 'saved', or the word of lib/changes/views/saved-views.ts that says why not.
create or replace function save_view(token_sha256 bytea, name text, query text, shared boolean) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint;
begin
  select s.person_id into person from live_session($1) s where exists (select from person_roles r where r.person_id = s.person_id);
  if person is null then return null; end if;
  if length($2) not between 1 and 60 then return 'name'; end if;
  if length($3) not between 1 and 1000 then return 'filter'; end if;
  -- Two views of one person are saved one after the other, so that each counts the other.
  perform from people where id = person for no key update;
  if (select count(*) from saved_views v where v.person_id = person and v.name <> $2) >= 20 then return 'full'; end if;
  insert into saved_views (person_id, name, query, shared, at) values (person, $2, $3, $4, clock_timestamp())
  on conflict (person_id, name) do update set query = excluded.query, shared = excluded.shared, at = excluded.at;
  return 'saved';
end
$$;

-- Of one's own.
create or replace function delete_view(token_sha256 bytea, view uuid) returns boolean
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  with deleted as (delete from saved_views v using live_session($1) s where v.id = $2 and v.person_id = s.person_id returning v.id)
  select exists (select from deleted)
$$;

grant execute on function save_view(bytea, text, text, boolean), delete_view(bytea, uuid) to windlass_app;
grant select on saved_views to windlass_app;
