create or replace function apply_system(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  it systems;
  violation jsonb;
  existing_name text;
begin
  if e.step = 'register' then perform ensure_client(body -> 'data' ->> 'client'); end if;
  select s.* into it from systems s where s.id = e.subject_id;
  it := system_after_event(it, e);
  violation := case
    when it.managed_until <= it.managed_since then '{"order": true}'
    when e.to_status = 'retired' and coalesce(it.managed_until > e.received_at, true) then '{"retired": true}'
    else 'true' end;
  if violation <> 'true' then
    perform refuse('management_bounded', violation);
  end if;
  select s.name into existing_name from systems s where s.client_id = it.client_id and fold_name(s.name) = fold_name(it.name) and s.id <> it.id;
  if existing_name is not null then
    perform refuse('system_is_there', jsonb_build_object('name', it.name, 'as', nullif(existing_name, it.name),
      'client', (select k.name from clients k where k.id = it.client_id)));
  end if;
  if e.seq = 1 then
    insert into systems select it.*;
  else
    update systems set name = it.name, kind = it.kind, managed_since = it.managed_since, managed_until = it.managed_until, status = it.status,
      owner_id = it.owner_id, monitoring_links = it.monitoring_links, step_seq = it.step_seq, last_event_id = it.last_event_id where id = it.id;
  end if;
end
$$;

-- Adds the client unless it exists; refuses a name that differs from an existing one only in spelling.
create or replace function ensure_client(called text) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  existing_name text;
begin
  if exists (select from clients where name = called) then return; end if;
  insert into clients (name) values (called) on conflict do nothing;
  select k.name into existing_name from clients k where fold_name(k.name) = fold_name(called) and k.name <> called;
  if existing_name is not null then
    perform refuse('client_is_there', jsonb_build_object('name', called, 'as', existing_name));
  end if;
end
$$;

create or replace function check_management_bounded(posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when (posted ->> 'managedSince')::timestamptz > at then '{"future": true}'::jsonb
    when (posted ->> 'managedUntil')::timestamptz <= (posted ->> 'managedSince')::timestamptz then '{"order": true}'
    when posted ->> 'monitoringLinks' !~* '^\s*(https?://\S+\s*)*$' then '{"links": true}'
    else 'true' end
$$;

-- The row of a system after an event; `was` is the row before it, null for `register`. Both apply_system and guard_system
-- use it, so that they cannot disagree.
create or replace function system_after_event(was systems, e events) returns systems language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := e.canonical::jsonb -> 'data';
  cleared jsonb := coalesce(e.canonical::jsonb -> 'data' -> 'cleared', '[]');
  it systems := was;
begin
  it.status := e.to_status;
  it.step_seq := e.seq;
  it.last_event_id := e.id;
  if e.step = 'register' then
    it.id := e.subject_id;
    select id into it.client_id from clients where name = data ->> 'client';
    it.managed_since := e.received_at;
  end if;
  if e.step in ('register', 'amend_system') then
    it.name := coalesce(data ->> 'name', it.name);
    it.kind := case when cleared ? 'systemKind' then null else coalesce(data ->> 'systemKind', it.kind) end;
    it.managed_since := coalesce((data ->> 'managedSince')::timestamptz, it.managed_since);
    it.managed_until := case when cleared ? 'managedUntil' then null else coalesce((data ->> 'managedUntil')::timestamptz, it.managed_until) end;
    it.owner_id := case when cleared ? 'owner' then null else coalesce((data ->> 'owner')::bigint, it.owner_id) end;
    it.monitoring_links := case when cleared ? 'monitoringLinks' then null else coalesce(data ->> 'monitoringLinks', it.monitoring_links) end;
  elsif e.step = 'retire_system' then
    it.managed_until := coalesce((data ->> 'managedUntil')::timestamptz, least(it.managed_until, e.received_at));
  elsif e.step = 'manage_again' then
    it.managed_since := e.received_at;
    it.managed_until := null;
  end if;
  return it;
end
$$;

-- A row must equal what its last event makes of the row before; a system is never deleted.
create or replace function guard_system() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
begin
  if TG_OP <> 'DELETE' then
    select v.* into e from events v where v.id = NEW.last_event_id and v.subject_type = 'system' and v.subject_id = NEW.id;
    if e.id is not null and (TG_OP = 'INSERT' and e.seq = 1 or TG_OP = 'UPDATE' and e.seq > OLD.step_seq)
      and NEW is not distinct from system_after_event(case TG_OP when 'UPDATE' then OLD end, e) then
      return NEW;
    end if;
  end if;
  perform refuse_without_event(TG_TABLE_NAME);
  return null;
end
$$;

-- One batch of an imported file as steps of the register, all or nothing: rows without an id register a system, the others amend
-- one. `counts_so_far` holds the counts of earlier batches of the same request. Security invoker, like perform_step: each row is judged
-- as an event of its own.
create or replace function import_systems(token text, post_key uuid, post_hash bytea, posted jsonb, counts_so_far jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  response jsonb;
begin
  perform set_config('windlass.session', token, true);
  if not exists (select from caller_session()) then
    perform refuse('not_signed_in');
  end if;
  response := claim_idempotency_key(post_key, post_hash);
  if response is not null then return response; end if;
  with written as (
    insert into events (subject_type, subject_id, step, read_at, input)
    select 'system', (r ->> 'id')::bigint, case when r ? 'id' then 'amend_system' else 'register' end, (r ->> 'seq')::integer, r -> 'input'
    from jsonb_array_elements(posted) with ordinality x (r, place) order by (r ->> 'id')::bigint nulls last, place
    returning step)
  select jsonb_build_object('ok', true, 'registered', (counts_so_far ->> 'registered')::bigint + count(*) filter (where step = 'register'),
    'amended', (counts_so_far ->> 'amended')::bigint + count(*) filter (where step = 'amend_system'))
  into response from written;
  perform store_response(post_key, post_hash, response);
  return response;
end
$$;

-- The name to show: followed by the client where a system of another client has the same name.
create or replace function display_name(one systems) returns text language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  folded constant text := fold_name(one.name);
begin
  if one.id is null or not exists (select from systems o where fold_name(o.name) = folded and o.id <> one.id) then return one.name; end if;
  return format('%s (%s)', one.name, (select k.name from clients k where k.id = one.client_id));
end
$$;

-- Clients are added with their first system and never changed or deleted, because events refer to them by name.
create or replace function guard_client() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP <> 'INSERT' then perform refuse_without_event(TG_TABLE_NAME); end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on clients for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on clients for each row execute function guard_client();
create trigger refuse_truncate before truncate on clients for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on systems for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on systems for each row execute function guard_system();
create trigger refuse_truncate before truncate on systems for each statement execute function refuse_truncate();

grant select on clients, systems to windlass_app;
grant execute on function check_management_bounded(jsonb, timestamptz), import_systems(text, uuid, bytea, jsonb, jsonb), display_name(systems)
  to windlass_app;
