-- The register of systems: what is under Anchor management, since when and until when, and which changes that lets in.

-- What a system is after an event: `was` before it, null for the one that registers it.
create function system_as_said(was systems, e events) returns systems language plpgsql stable
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
--> statement-breakpoint
create or replace function apply_system(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  it systems;
  wrong jsonb;
begin
  if e.step = 'register' and not exists (select from clients where name = body -> 'data' ->> 'client') then
    insert into clients (name) values (body -> 'data' ->> 'client') on conflict do nothing;
  end if;
  select s.* into it from systems s where s.id = e.subject_id;
  it := system_as_said(it, e);
  wrong := case
    when it.managed_until <= it.managed_since then '{"order": true}'
    when e.to_status = 'retired' and coalesce(it.managed_until > e.received_at, true) then '{"retired": true}'
    else 'true' end;
  if wrong <> 'true' then
    perform refuse((select words from need_words where need = 'management_bounded') || ' (Scope)',
      jsonb_build_object('because', 'need', 'need', 'management_bounded', 'fact', wrong));
  end if;
  if exists (select from systems s where s.client_id = it.client_id and s.name = it.name and s.id <> it.id) then
    perform refuse(format('This client already has a system named "%s" (Scope). Choose another name, or change that one.', it.name),
      '{"because": "field", "field": "name"}');
  end if;
  if e.seq = 1 then
    insert into systems select it.*;
  else
    update systems set name = it.name, kind = it.kind, managed_since = it.managed_since, managed_until = it.managed_until, status = it.status,
      owner_id = it.owner_id, monitoring_links = it.monitoring_links, step_seq = it.step_seq, last_event_id = it.last_event_id where id = it.id;
  end if;
end
$$;
--> statement-breakpoint
-- A system says what its events said, value for value; nobody takes one out of the register.
create function a_system_is_what_its_events_say() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
begin
  if TG_OP <> 'DELETE' then
    select v.* into e from events v where v.id = NEW.last_event_id and v.subject_type = 'system' and v.subject_id = NEW.id;
    if e.id is not null and (TG_OP = 'INSERT' and e.seq = 1 or TG_OP = 'UPDATE' and e.seq > OLD.step_seq)
      and NEW is not distinct from system_as_said(case TG_OP when 'UPDATE' then OLD end, e) then
      return NEW;
    end if;
  end if;
  perform refuse('The table systems says what its events said, and no event says this (Exceptions).', '{"because": "kept"}');
  return null;
end
$$;
--> statement-breakpoint
drop trigger b_follows_its_event on systems;
--> statement-breakpoint
create trigger b_follows_its_event before insert or update or delete on systems for each row execute function a_system_is_what_its_events_say();
--> statement-breakpoint
alter table systems enable always trigger b_follows_its_event;
--> statement-breakpoint
create or replace function fact_management_bounded(posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when (posted ->> 'managedSince')::timestamptz > at then '{"future": true}'::jsonb
    when (posted ->> 'managedUntil')::timestamptz <= (posted ->> 'managedSince')::timestamptz then '{"order": true}'
    when posted ->> 'monitoringLinks' !~* '^\s*(https?://\S+\s*)*$' then '{"links": true}'
    else 'true' end
$$;
--> statement-breakpoint
-- Of a draft or an edit: that it is no application deploy, that Anchor manages what it touches, and that its entry is for it.
create or replace function fact_in_scope(c changes, posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  touched bigint[];
  entry bigint := coalesce(c.entry_id, (posted ->> 'entry')::bigint);
  names jsonb;
begin
  if posted is null then return null; end if;
  if coalesce((posted ->> 'isApplicationDeploy')::boolean, false) then
    select jsonb_agg(s.name order by s.name) into names from systems s where s.id = any (systems_of(c, posted));
    return jsonb_strip_nulls(jsonb_build_object('deploy', true, 'systems', names));
  end if;
  if c.id is not null and not posted ? 'systems' then return 'true'; end if;
  touched := systems_of(c, posted);
  if cardinality(touched) = 0 then return '{"empty": true}'; end if;
  -- Those that a change already touched may stay when their management ends: it may finish.
  select jsonb_agg(coalesce(s.name, 'an unknown system') order by s.name) into names
  from unnest(touched) t (id) left join systems s on s.id = t.id
  where (s.id is null or s.status <> 'managed' or s.managed_since > at or s.managed_until <= at)
    and not exists (select from change_systems k where k.change_id = c.id and k.system_id = t.id);
  if names is not null then return jsonb_build_object('unmanaged', names); end if;
  select jsonb_agg(s.name order by s.name) into names from systems s
  where s.id = any (touched) and entry is not null
    and not exists (select from entry_systems e where e.entry_id = entry and e.system_id = s.id)
    and not exists (select from entry_clients e where e.entry_id = entry and e.client_id = s.client_id);
  if names is not null then return jsonb_build_object('outside', names); end if;
  return 'true';
end
$$;
--> statement-breakpoint
create or replace function begin_change(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  written jsonb := texts_written(e.id);
  declared boolean := body ->> 'type' = 'emergency';
begin
  insert into changes (id, type, status, step_seq, last_event_id, last_event_at, created_at, title_text, what_text, why_text, rollback_plan_text,
    verification_text, impact_text, links_text, system_in_words_text, category, reversible, expected_minutes, rollback_minutes, entry_id, entry_values,
    trigger, author_id, who_id, started_at, shareable, search)
  values (e.subject_id, body ->> 'type', e.to_status, e.seq, e.id, e.received_at, e.received_at, (written ->> 'title')::bigint,
    (written ->> 'what')::bigint, (written ->> 'why')::bigint, (written ->> 'rollbackPlan')::bigint, (written ->> 'verification')::bigint,
    (written ->> 'impact')::bigint, (written ->> 'links')::bigint, (written ->> 'systemInWords')::bigint, data ->> 'category',
    coalesce((data ->> 'reversible')::boolean, false), (data ->> 'expectedMinutes')::integer, (data ->> 'rollbackMinutes')::integer,
    (data ->> 'entry')::bigint, data -> 'entryValues', data ->> 'trigger', e.person_id,
    case when declared then e.person_id end, case when declared then coalesce((data ->> 'startedAt')::timestamptz, e.received_at) end,
    coalesce((data ->> 'shareable')::boolean, false), '');
end
$$;
--> statement-breakpoint
create or replace function move_change(e events, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  written jsonb := texts_written(e.id);
  cleared jsonb := coalesce(data -> 'cleared', '[]');
  reopened boolean := e.step in ('send_back', 'revise');
  scheduled boolean := e.step in ('schedule', 'reschedule', 'schedule_over');
  ends boolean := e.step in ('log', 'finish', 'stand_down', 'call_off', 'roll_back');
  ended timestamptz := case when ends then coalesce((data ->> 'endedAt')::timestamptz, e.received_at) end;
begin
  -- A cleared field loses its text, a written one gets the new, any other keeps its own.
  update changes c set
    status = e.to_status,
    step_seq = e.seq,
    last_event_id = e.id,
    last_event_at = e.received_at,
    revision = c.revision + reopened::integer,
    title_text = case when cleared ? 'title' then null else coalesce((written ->> 'title')::bigint, c.title_text) end,
    what_text = case when cleared ? 'what' then null else coalesce((written ->> 'what')::bigint, c.what_text) end,
    why_text = case when cleared ? 'why' then null else coalesce((written ->> 'why')::bigint, c.why_text) end,
    rollback_plan_text = case when cleared ? 'rollbackPlan' then null else coalesce((written ->> 'rollbackPlan')::bigint, c.rollback_plan_text) end,
    verification_text = case when cleared ? 'verification' then null else coalesce((written ->> 'verification')::bigint, c.verification_text) end,
    impact_text = case when cleared ? 'impact' then null else coalesce((written ->> 'impact')::bigint, c.impact_text) end,
    links_text = case when cleared ? 'links' then null else coalesce((written ->> 'links')::bigint, c.links_text) end,
    system_in_words_text = case when cleared ? 'systemInWords' then null else coalesce((written ->> 'systemInWords')::bigint, c.system_in_words_text) end,
    category = coalesce(data ->> 'category', c.category),
    reversible = coalesce((data ->> 'reversible')::boolean, c.reversible),
    expected_minutes = case when cleared ? 'expectedMinutes' then null else coalesce((data ->> 'expectedMinutes')::integer, c.expected_minutes) end,
    rollback_minutes = case when cleared ? 'rollbackMinutes' then null else coalesce((data ->> 'rollbackMinutes')::integer, c.rollback_minutes) end,
    shareable = coalesce((data ->> 'shareable')::boolean, c.shareable),
    entry_values = coalesce(data -> 'entryValues', c.entry_values),
    author_id = case when e.step = 'take_over' then e.person_id else c.author_id end,
    who_id = case when e.step = 'start' then e.person_id else c.who_id end,
    implementer_id = case when scheduled then (data ->> 'implementer')::bigint else c.implementer_id end,
    window_start = case when reopened then null when scheduled then (data ->> 'windowStart')::timestamptz else c.window_start end,
    window_end = case when reopened then null else coalesce((data ->> 'windowEnd')::timestamptz, c.window_end) end,
    window_timezone = case when reopened then null else coalesce(data ->> 'timezone', c.window_timezone) end,
    window_waived = case when reopened then false when scheduled then e.step = 'schedule_over' else c.window_waived end,
    approved_at = case when reopened then null when e.step in ('approve', 'approve_routine') then e.received_at else c.approved_at end,
    started_at = case when e.step = 'start' then e.received_at else c.started_at end,
    ended_at = case when ends and (e.step <> 'roll_back' or c.ended_at is null) then greatest(ended, c.started_at) else c.ended_at end,
    failed_at = case when e.step = 'fail' then e.received_at else c.failed_at end,
    rolled_back_at = case when e.step = 'roll_back' then greatest(ended, c.started_at) else c.rolled_back_at end
  where c.id = e.subject_id;
end
$$;
--> statement-breakpoint
-- Rows of a file as steps of the register, all in one statement or none: those without a number register, the others amend.
-- It runs with the caller's own rights, like take_step: each row is judged as an event of its own.
create function import_systems(token text, post_key uuid, post_hash bytea, posted jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  answer jsonb;
begin
  perform set_config('windlass.session', token, true);
  if not exists (select from caller()) then
    perform refuse('Nobody is signed in, so nobody can be named (Change Records: Who). Sign in and try again.', '{"because": "signed_out"}');
  end if;
  answer := take_post(post_key, post_hash);
  if answer is not null then return answer; end if;
  with written as (
    insert into events (subject_type, subject_id, step, read_at, input)
    select 'system', (r ->> 'id')::bigint, case when r ? 'id' then 'amend_system' else 'register' end, (r ->> 'seq')::integer, r -> 'input'
    from jsonb_array_elements(posted) with ordinality x (r, place) order by (r ->> 'id')::bigint nulls last, place
    returning step)
  select jsonb_build_object('ok', true, 'registered', count(*) filter (where step = 'register'), 'amended', count(*) filter (where step = 'amend_system'))
  into answer from written;
  perform answer_post(post_key, post_hash, answer);
  return answer;
end
$$;
--> statement-breakpoint
-- The refusals are few among the events: who decided that something is out of scope is found by them.
create index events_that_refuse on events (id) where step = 'refused';
--> statement-breakpoint
create function grant_system_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function import_systems(text, uuid, bytea, jsonb) to windlass_app;
  end if;
end
$$;
--> statement-breakpoint
select grant_system_rights();
