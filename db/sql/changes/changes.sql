create or replace function apply_change(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  rule rules;
begin
  -- The rule that permitted the step names its effect.
  select * into rule from rules r where r.subject_type = 'change' and r.step = e.step and r.type = body ->> 'type' and r.from_status = coalesce(e.from_status, '');
  if e.seq = 1 then perform create_change(e, body);
  elsif e.aside then update changes set last_event_id = e.id, last_event_at = e.received_at where id = e.subject_id;
  elsif writes_change_fields(rule, body) then perform apply_revision(e, data, rule);
  else perform advance_status(e, data, rule.effects);
  end if;
  if data ?| array['systems', 'cleared'] then perform set_change_systems(e, data); end if;
  if not e.aside and e.seq > 1 and (e.from_status in ('scheduled', 'in_progress') or e.to_status in ('scheduled', 'in_progress')) then perform reserve_systems(e); end if;
  -- Whoever has the calendar open reads it again.
  if e.from_status is distinct from e.to_status or data ?| array['windowStart', 'windowEnd', 'systems'] then
    if exists (select from changes where id = e.subject_id and (window_start is not null or status = 'approved' or type = 'emergency')) then perform pg_notify('windlass_calendar', e.subject_id::text); end if;
  end if;
  if 'fails' = any (rule.effects) then perform open_incident(e); end if;
  if 'rolls_back' = any (rule.effects) and data ->> 'outcome' <> 'complete' then perform raise_severity(e, data); end if;
  perform recheck_conflicts(e, data, rule);
end
$$;

-- In a fixed order, because callers compare the arrays of two rows position by position.
create or replace function change_text_ids(c changes) returns bigint[] language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select array[c.title_text_id, c.what_text_id, c.why_text_id, c.rollback_plan_text_id, c.verification_text_id, c.impact_text_id, c.links_text_id, c.system_in_words_text_id]
$$;

create or replace function create_change(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  text_ids jsonb := event_text_ids(e.id);
  is_emergency boolean := body ->> 'type' = 'emergency';
begin
  insert into changes (id, type, status, step_seq, last_event_id, last_event_at, created_at, title_text_id, what_text_id, why_text_id, rollback_plan_text_id,
    verification_text_id, impact_text_id, links_text_id, system_in_words_text_id, category, reversible, expected_minutes, rollback_minutes, entry_id, entry_values,
    trigger, author_id, who_id, started_at, shareable, search)
  values (e.subject_id, body ->> 'type', e.to_status, e.seq, e.id, e.received_at, e.received_at, (text_ids ->> 'title')::bigint,
    (text_ids ->> 'what')::bigint, (text_ids ->> 'why')::bigint, (text_ids ->> 'rollbackPlan')::bigint, (text_ids ->> 'verification')::bigint,
    (text_ids ->> 'impact')::bigint, (text_ids ->> 'links')::bigint, (text_ids ->> 'systemInWords')::bigint, data ->> 'category',
    coalesce((data ->> 'reversible')::boolean, false), (data ->> 'expectedMinutes')::integer, (data ->> 'rollbackMinutes')::integer,
    (data ->> 'entry')::bigint, data -> 'entryValues', data ->> 'trigger', e.person_id,
    case when is_emergency then e.person_id end, case when is_emergency then coalesce((data ->> 'startedAt')::timestamptz, e.received_at) end,
    coalesce((data ->> 'shareable')::boolean, false), '');
end
$$;

create or replace function apply_revision(e events, data jsonb, rule rules) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  text_ids jsonb := event_text_ids(e.id);
  cleared jsonb := coalesce(data -> 'cleared', '[]');
  reopened boolean := 'reopens' = any (rule.effects);
  scheduled boolean := 'schedules' = any (rule.effects);
  starts boolean := 'starts' = any (rule.effects);
  approves boolean := 'approves' = any (rule.effects);
  fails boolean := 'fails' = any (rule.effects);
  ends boolean := 'ends' = any (rule.effects);
  rolls_back boolean := 'rolls_back' = any (rule.effects);
  ended timestamptz := case when ends then coalesce((data ->> 'endedAt')::timestamptz, e.received_at) end;
begin
  -- A cleared field loses its text, a written one gets the new, any other keeps its own.
  update changes c set
    status = e.to_status,
    step_seq = e.seq,
    last_event_id = e.id,
    last_event_at = e.received_at,
    revision = c.revision + reopened::integer,
    title_text_id = case when cleared ? 'title' then null else coalesce((text_ids ->> 'title')::bigint, c.title_text_id) end,
    what_text_id = case when cleared ? 'what' then null else coalesce((text_ids ->> 'what')::bigint, c.what_text_id) end,
    why_text_id = case when cleared ? 'why' then null else coalesce((text_ids ->> 'why')::bigint, c.why_text_id) end,
    rollback_plan_text_id = case when cleared ? 'rollbackPlan' then null else coalesce((text_ids ->> 'rollbackPlan')::bigint, c.rollback_plan_text_id) end,
    verification_text_id = case when cleared ? 'verification' then null else coalesce((text_ids ->> 'verification')::bigint, c.verification_text_id) end,
    impact_text_id = case when cleared ? 'impact' then null else coalesce((text_ids ->> 'impact')::bigint, c.impact_text_id) end,
    links_text_id = case when cleared ? 'links' then null else coalesce((text_ids ->> 'links')::bigint, c.links_text_id) end,
    system_in_words_text_id = case when cleared ? 'systemInWords' then null else coalesce((text_ids ->> 'systemInWords')::bigint, c.system_in_words_text_id) end,
    category = coalesce(data ->> 'category', c.category),
    reversible = coalesce((data ->> 'reversible')::boolean, c.reversible),
    expected_minutes = case when cleared ? 'expectedMinutes' then null else coalesce((data ->> 'expectedMinutes')::integer, c.expected_minutes) end,
    rollback_minutes = case when cleared ? 'rollbackMinutes' then null else coalesce((data ->> 'rollbackMinutes')::integer, c.rollback_minutes) end,
    shareable = coalesce((data ->> 'shareable')::boolean, c.shareable),
    entry_values = coalesce(data -> 'entryValues', c.entry_values),
    author_id = case when 'latest_author' = any (rule.makes) then e.person_id else c.author_id end,
    who_id = case when starts then e.person_id else c.who_id end,
    implementer_id = case when scheduled then (data ->> 'implementer')::bigint else c.implementer_id end,
    window_start = case when reopened then null when scheduled then (data ->> 'windowStart')::timestamptz else c.window_start end,
    window_end = case when reopened then null else coalesce((data ->> 'windowEnd')::timestamptz, c.window_end) end,
    window_timezone = case when reopened then null else coalesce(data ->> 'timezone', c.window_timezone) end,
    window_waived = case when reopened then false when scheduled then 'waives' = any (rule.effects) else c.window_waived end,
    approved_at = case when reopened then null when approves then e.received_at else c.approved_at end,
    started_at = case when starts then e.received_at else c.started_at end,
    ended_at = case when ends and (not rolls_back or c.ended_at is null) then greatest(ended, c.started_at) else c.ended_at end,
    failed_at = case when fails then e.received_at else c.failed_at end,
    rolled_back_at = case when rolls_back then greatest(ended, c.started_at) else c.rolled_back_at end
  where c.id = e.subject_id;
end
$$;

-- The short update, for steps that change only status and timestamps: most steps do, and the full update costs more.
create or replace function advance_status(e events, data jsonb, effects text[]) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  starts boolean := 'starts' = any (effects);
  approves boolean := 'approves' = any (effects);
  fails boolean := 'fails' = any (effects);
  ends boolean := 'ends' = any (effects);
  rolls_back boolean := 'rolls_back' = any (effects);
  ended timestamptz := case when ends then coalesce((data ->> 'endedAt')::timestamptz, e.received_at) end;
begin
  if effects = '{}' then
    update changes set status = e.to_status, step_seq = e.seq, last_event_id = e.id, last_event_at = e.received_at where id = e.subject_id;
    return;
  end if;
  update changes c set
    status = e.to_status,
    step_seq = e.seq,
    last_event_id = e.id,
    last_event_at = e.received_at,
    who_id = case when starts then e.person_id else c.who_id end,
    approved_at = case when approves then e.received_at else c.approved_at end,
    started_at = case when starts then e.received_at else c.started_at end,
    ended_at = case when ends and (not rolls_back or c.ended_at is null) then greatest(ended, c.started_at) else c.ended_at end,
    failed_at = case when fails then e.received_at else c.failed_at end,
    rolled_back_at = case when rolls_back then greatest(ended, c.started_at) else c.rolled_back_at end
  where c.id = e.subject_id;
end
$$;

-- Whether the step writes columns of the change itself. The fields subtracted here are stored with the event alone.
create or replace function writes_change_fields(rule rules, body jsonb) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return rule.effects && array['reopens', 'schedules'] or 'latest_author' = any (rule.makes)
    or (body -> 'data') - array['endedAt', 'outcome'] <> '{}'
    or (body -> 'texts') - array['comment', 'reason', 'actual', 'monitoring', 'evidence', 'explanation'] <> '{}';
end
$$;

create or replace function set_change_systems(e events, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  if data ? 'systems' then
    delete from change_systems where change_id = e.subject_id and not data -> 'systems' @> to_jsonb(system_id);
    insert into change_systems (change_id, system_id) select e.subject_id, s::bigint from jsonb_array_elements_text(data -> 'systems') s on conflict do nothing;
  elsif data -> 'cleared' ? 'systems' then
    delete from change_systems where change_id = e.subject_id;
  end if;
end
$$;

create or replace function recheck_conflicts(e events, data jsonb, rule rules) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  lacking text;
  seen jsonb;
  c changes;
begin
  if not coalesce(rule.preconditions && array['window_free', 'system_idle'], false) then return; end if;
  select * into c from changes where id = e.subject_id;
  foreach lacking in array rule.preconditions loop
    continue when lacking not in ('window_free', 'system_idle');
    seen := check_precondition(lacking, c, data, e.received_at);
    if seen is distinct from 'true' then perform refuse(lacking, seen, rule.clause); end if;
  end loop;
end
$$;

create or replace function change_system_ids(c changes, posted jsonb) returns bigint[] language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when posted ? 'systems' then array(select value::bigint from jsonb_array_elements_text(posted -> 'systems'))
    else array(select system_id from change_systems where change_id = c.id) end
$$;

grant execute on function change_system_ids(changes, jsonb) to windlass_app;
