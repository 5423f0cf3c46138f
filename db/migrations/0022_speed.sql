-- What every step costs: the same rules with less work inside.

-- PostgreSQL reads the expression of a check constraint anew for each statement that writes its table. What a step writes is
-- held to the same words under the same names, as functions that a session reads once.
create function constraint_as_function(written regclass, constrained name) returns void language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  named name := left(written::text || '_' || constrained, 63);
  parameters text;
  given text;
  said text;
begin
  select string_agg(format('%I %s', a.attname, format_type(a.atttypid, null)), ', ' order by k.place),
    string_agg(quote_ident(a.attname), ', ' order by k.place), pg_get_expr(c.conbin, c.conrelid)
    into parameters, given, said
  from pg_constraint c, unnest(c.conkey) with ordinality k (attnum, place), pg_attribute a
  where c.conrelid = written and c.conname = constrained and c.contype = 'c' and a.attrelid = written and a.attnum = k.attnum
  group by c.oid;
  execute format('create function public.%I(%s) returns boolean language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $check$ begin return %s; end $check$', named, parameters, said);
  execute format('alter table %s drop constraint %I, add constraint %I check (public.%I(%s))', written, constrained, constrained, named, given);
end
$$;
--> statement-breakpoint
select constraint_as_function(conrelid::regclass, conname) from pg_constraint
where contype = 'c' and conrelid = 'changes'::regclass and pg_get_expr(conbin, conrelid) like '%ARRAY[%';
--> statement-breakpoint
drop function constraint_as_function(regclass, name);
--> statement-breakpoint
-- Expressions alone, where nothing is read from a table: a function that is a query starts an executor each time.
create or replace function utc(at timestamptz) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
end
$$;
--> statement-breakpoint
create or replace function holds_invisible(value text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return value ~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]';
end
$$;
--> statement-breakpoint
create or replace function says_something(value text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return value ~ ('[^' || unseen() || ']');
end
$$;
--> statement-breakpoint
create or replace function is_no_plan(plan text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return plan is null or lower(btrim(regexp_replace(plan, '[' || unseen() || ']+', '', 'g'), '.')) in ('', 'n/a', 'na', 'tbd', 'none', '-', 'no', 'todo');
end
$$;
--> statement-breakpoint
create or replace function may_take(ways jsonb, person bigint, held text[], acts jsonb, facts jsonb) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  way jsonb;
  bars jsonb;
  barred boolean;
begin
  if person is null or ways is null then return false; end if;
  for place in 0 .. jsonb_array_length(ways) - 1 loop
    way := ways -> place;
    continue when way ? 'roles' and not coalesce(way -> 'roles' ?| held, false);
    continue when way ? 'same' and not coalesce(acts -> (way ->> 'same') @> to_jsonb(person), false);
    continue when way ? 'when' and not coalesce(facts -> (way ->> 'when') = 'true', false);
    bars := coalesce(way -> 'not', '[]');
    barred := false;
    for act in 0 .. jsonb_array_length(bars) - 1 loop
      barred := barred or coalesce(acts -> (bars ->> act) @> to_jsonb(person), true);
    end loop;
    if not barred then return true; end if;
  end loop;
  return false;
end
$$;
--> statement-breakpoint
create or replace function fact(need text, c changes, posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  case need
    when 'in_scope' then return fact_in_scope(c, posted, at);
    when 'facts_written' then return fact_facts_written(c, posted);
    when 'entry_live' then return fact_entry(c, 'standard', at);
    when 'entry_routine' then return fact_entry(c, 'routine', at);
    when 'reversible' then return case when c.reversible then 'true' else '{"not": true}' end;
    when 'window_valid' then return fact_window_valid(posted, at);
    when 'window_free' then return fact_window_free(c, posted);
    when 'window_unfrozen' then return fact_window_unfrozen(c, posted);
    when 'not_frozen' then return fact_not_frozen(c, at);
    when 'freeze_bounded' then return fact_freeze_bounded(posted, at);
    when 'window_open' then return fact_window_open(c, at);
    when 'approval_fresh' then return fact_approval_fresh(c, posted, at);
    when 'system_idle' then return fact_system_idle(c);
    when 'later_end' then return fact_later_end(c, posted, at);
    when 'started_in_past' then return case when (posted ->> 'startedAt')::timestamptz > at then '{"future": true}' else 'true' end;
    when 'ended_in_past' then return case
      when (posted ->> 'endedAt')::timestamptz > at then '{"future": true}'
      when (posted ->> 'endedAt')::timestamptz < date_trunc('minute', c.started_at) then '{"before": true}'
      else 'true' end;
    when 'system_registered' then return case when c.system_in_words_text is null then 'true' else '{"words": true}' end;
    when 'off_roster_explained' then return fact_off_roster_explained(c, posted);
    when 'shifts_bounded' then return fact_shifts_bounded(posted, at);
    when 'entry_covers' then return fact_entry_covers(posted);
    when 'management_bounded' then return fact_management_bounded(posted, at);
    when 'delegation_bounded' then return fact_delegation_bounded(posted, at);
    when 'halt_aimed' then return fact_halt_aimed(posted);
    when 'incident_closed' then return fact_incident_closed(c);
    when 'alert_delivered' then return fact_alert_delivered(c);
    else return null;
  end case;
end
$$;
--> statement-breakpoint
create or replace function change_facts(c changes, wanted text[], posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  found_out jsonb := '{}';
  need text;
begin
  foreach need in array coalesce(wanted, '{}') loop
    found_out := found_out || jsonb_build_object(need, fact(need, c, posted, at));
  end loop;
  return found_out;
end
$$;
--> statement-breakpoint
-- The fields in the order of their names; what was neither posted nor asked for is not looked at.
create or replace function take_input(event bigint, asks jsonb, posted jsonb, rendered jsonb, out data jsonb, out hashes jsonb)
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  ask record;
  item record;
  list jsonb;
  given jsonb;
begin
  data := '{}';
  hashes := '{}';
  if posted <> '{}' then
    for ask in select k as field from jsonb_object_keys(posted) k where not asks ? k loop
      perform refuse(format('This step takes no field %s.', left(ask.field, 60)), jsonb_build_object('because', 'field', 'field', left(ask.field, 60)));
    end loop;
  end if;
  for ask in select key as field, value as spec, value ->> 'kind' as kind from jsonb_each(asks) where rendered ? key or value -> 'required' = 'true' order by key loop
    given := rendered -> ask.field;
    if coalesce(given, 'null') = 'null' or not says_something(given #>> '{}') then
      if ask.spec -> 'required' = 'true' then
        perform refuse(format('The field %s is required.', ask.field), jsonb_build_object('because', 'field', 'field', ask.field));
      end if;
      if rendered ? ask.field then data := data || jsonb_build_object('cleared', coalesce(data -> 'cleared', '[]') || to_jsonb(ask.field)); end if;
    elsif ask.kind = 'text' then
      if jsonb_typeof(given) <> 'string' then
        perform refuse(format('The field %s does not take that.', ask.field), jsonb_build_object('because', 'field', 'field', ask.field));
      end if;
      hashes := hashes || jsonb_build_object(ask.field, put_text(event, ask.field, 0, given #>> '{}'));
    elsif ask.kind = 'findings' then
      list := '[]';
      if jsonb_typeof(given) <> 'array' then
        perform refuse('The field findings does not take that.', '{"because": "field", "field": "findings"}');
      end if;
      for item in select value as finding, ordinality - 1 as place from jsonb_array_elements(given) with ordinality loop
        if not says_something(coalesce(item.finding ->> 'finding', '')) or jsonb_typeof(item.finding -> 'finding') <> 'string' or item.finding - array['finding', 'owner', 'due'] <> '{}' then
          perform refuse('The field findings does not take that.', '{"because": "field", "field": "findings"}');
        end if;
        list := list || jsonb_build_object(
          'finding', put_text(event, ask.field, item.place::integer, item.finding ->> 'finding'),
          'owner', stored_form('owner', '{"kind": "person"}', item.finding -> 'owner'),
          'due', stored_form('due', '{"kind": "day"}', item.finding -> 'due'));
      end loop;
      if list = '[]' then
        perform refuse('The field findings is required.', '{"because": "field", "field": "findings"}');
      end if;
      data := data || jsonb_build_object(ask.field, list);
    else
      data := data || jsonb_build_object(ask.field, stored_form(ask.field, ask.spec, given));
    end if;
  end loop;
end
$$;
--> statement-breakpoint
create or replace function look_again(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  wanted text[] := (select r.needs from rules r where r.subject_type = 'change' and r.step = e.step and r.type = body ->> 'type' and r.from_status = coalesce(e.from_status, ''));
  lacking text;
  c changes;
begin
  if not coalesce(wanted && array['window_free', 'system_idle'], false) then return; end if;
  select * into c from changes where id = e.subject_id;
  foreach lacking in array wanted loop
    if lacking in ('window_free', 'system_idle') and fact(lacking, c, body -> 'data', e.received_at) is distinct from 'true' then
      perform refuse((select words from need_words where need = lacking), jsonb_build_object('because', 'need', 'need', lacking));
    end if;
  end loop;
end
$$;
--> statement-breakpoint
create or replace function a_change_is_what_its_events_say() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  foreign_text bigint;
begin
  if TG_OP = 'DELETE' then
    perform refuse('No change is ever deleted (Change Records).', '{"because": "kept"}');
  end if;
  if TG_OP = 'UPDATE' and NEW.last_event_id <= OLD.last_event_id
    or not exists (select from events where id = NEW.last_event_id and subject_type = 'change' and subject_id = NEW.id) then
    perform refuse('A change moves only by an event of its own (Exceptions).', '{"because": "kept"}');
  end if;
  if TG_OP = 'UPDATE' then
    if (NEW.title_text, NEW.what_text, NEW.why_text, NEW.rollback_plan_text, NEW.verification_text, NEW.impact_text, NEW.links_text, NEW.system_in_words_text)
      is distinct from (OLD.title_text, OLD.what_text, OLD.why_text, OLD.rollback_plan_text, OLD.verification_text, OLD.impact_text, OLD.links_text, OLD.system_in_words_text) then
      select t into foreign_text from unnest(
        array[NEW.title_text, NEW.what_text, NEW.why_text, NEW.rollback_plan_text, NEW.verification_text, NEW.impact_text, NEW.links_text, NEW.system_in_words_text],
        array[OLD.title_text, OLD.what_text, OLD.why_text, OLD.rollback_plan_text, OLD.verification_text, OLD.impact_text, OLD.links_text, OLD.system_in_words_text]
      ) as moved (t, was) where t is distinct from was and t is not null
        and not exists (select from texts where id = t and event_id = NEW.last_event_id);
      if foreign_text is not null then
        perform refuse('A change takes its texts only from its newest event (Exceptions).', '{"because": "kept"}');
      end if;
    end if;
  end if;
  if NEW.facts_complete_at is null and NEW.what_text is not null and NEW.why_text is not null and NEW.rollback_plan_text is not null and NEW.started_at is not null then
    NEW.facts_complete_at := NEW.last_event_at;
  end if;
  if TG_OP = 'INSERT' or (NEW.title_text, NEW.what_text, NEW.why_text, NEW.rollback_plan_text) is distinct from (OLD.title_text, OLD.what_text, OLD.why_text, OLD.rollback_plan_text) then
    NEW.search := setweight(to_tsvector('english', coalesce(text_of(NEW.title_text), '')), 'A') || to_tsvector('english',
      concat_ws(' ', text_of(NEW.what_text), text_of(NEW.why_text), text_of(NEW.rollback_plan_text)));
  end if;
  return NEW;
end
$$;
--> statement-breakpoint
create or replace function note_follow_up() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  followed bigint := NEW.canonical::jsonb -> 'data' ->> 'follows';
begin
  if followed is not null then
    insert into follow_ups (change_id, follows_id) values (NEW.subject_id, followed);
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- Moves a change whose facts, window and revision stay: most steps write nothing of the change but where it stands and when.
create function move_on(e events, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  ends boolean := e.step in ('log', 'finish', 'stand_down', 'call_off', 'roll_back');
  ended timestamptz := case when ends then coalesce((data ->> 'endedAt')::timestamptz, e.received_at) end;
begin
  if not ends and e.step not in ('start', 'fail', 'approve', 'approve_routine') then
    update changes set status = e.to_status, step_seq = e.seq, last_event_id = e.id, last_event_at = e.received_at where id = e.subject_id;
    return;
  end if;
  update changes c set
    status = e.to_status,
    step_seq = e.seq,
    last_event_id = e.id,
    last_event_at = e.received_at,
    who_id = case when e.step = 'start' then e.person_id else c.who_id end,
    approved_at = case when e.step in ('approve', 'approve_routine') then e.received_at else c.approved_at end,
    started_at = case when e.step = 'start' then e.received_at else c.started_at end,
    ended_at = case when ends and (e.step <> 'roll_back' or c.ended_at is null) then greatest(ended, c.started_at) else c.ended_at end,
    failed_at = case when e.step = 'fail' then e.received_at else c.failed_at end,
    rolled_back_at = case when e.step = 'roll_back' then greatest(ended, c.started_at) else c.rolled_back_at end
  where c.id = e.subject_id;
end
$$;
--> statement-breakpoint
-- What a step wrote beside these is no part of the change: its words, its outcome, when it ended.
create function writes_facts(e events, body jsonb) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return e.step in ('send_back', 'revise', 'schedule', 'reschedule', 'schedule_over', 'take_over')
    or (body -> 'data') - array['endedAt', 'outcome'] <> '{}'
    or (body -> 'texts') - array['comment', 'reason', 'actual', 'monitoring', 'evidence', 'explanation'] <> '{}';
end
$$;
--> statement-breakpoint
create or replace function apply_change(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  if e.seq = 1 then perform begin_change(e, body);
  elsif e.aside then update changes set last_event_id = e.id, last_event_at = e.received_at where id = e.subject_id;
  elsif writes_facts(e, body) then perform move_change(e, data);
  else perform move_on(e, data);
  end if;
  if data ?| array['systems', 'cleared'] then perform link_systems(e, data); end if;
  if not e.aside and e.seq > 1 and (e.from_status in ('scheduled', 'in_progress') or e.to_status in ('scheduled', 'in_progress')) then perform hold_systems(e); end if;
  -- Whoever has the calendar open reads it again.
  if e.from_status is distinct from e.to_status or data ?| array['windowStart', 'windowEnd', 'systems'] then
    if exists (select from changes where id = e.subject_id and (window_start is not null or status = 'approved' or type = 'emergency')) then perform pg_notify('windlass_calendar', e.subject_id::text); end if;
  end if;
  if e.step = 'fail' then perform open_incident(e); end if;
  if e.step = 'roll_back' and data ->> 'outcome' <> 'complete' then perform raise_severity(e, data); end if;
  perform look_again(e, body);
end
$$;
