-- What an event does to its record. Records are written here and nowhere else.
create or replace function text_at(event bigint, named text, otherwise bigint) returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select id from texts where event_id = event and field = named and place = 0), otherwise)
$$;

-- The texts that an event wrote, by field.
create or replace function texts_written(event bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_object_agg(field, id), '{}') from texts where event_id = event and place = 0
$$;

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

create or replace function link_systems(e events, data jsonb) returns void language plpgsql volatile
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

create or replace function is_held(c changes, h holds) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select c.status in ('scheduled', 'in_progress') and coalesce(h.during = tstzrange(c.window_start, c.window_end), false) and h.waived = c.window_waived
$$;

-- A change holds its systems while scheduled or in progress; leaving those frees the slot at once.
create or replace function hold_systems(e events) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from holds h using changes c where c.id = e.subject_id and h.change_id = c.id and not is_held(c, h);
  insert into holds (change_id, system_id, during, waived)
  select c.id, t.system_id, tstzrange(c.window_start, c.window_end), c.window_waived
  from changes c join change_systems t on t.change_id = c.id
  where c.id = e.subject_id and c.status in ('scheduled', 'in_progress') and c.window_start is not null
  order by t.system_id on conflict (change_id, system_id) do nothing;
end
$$;

create or replace function open_incident(e events) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  incident bigint;
  alert deliveries;
begin
  insert into events (subject_type, step, person_id, session_id, cause_id, loaded, received_at)
  values ('incident', 'open', e.person_id, e.session_id, e.id, e.loaded, e.received_at) returning subject_id into incident;
  alert.key := 'change_failed ' || e.id;
  alert.kind := 'change_failed';
  alert.event_id := e.id;
  alert.change_id := e.subject_id;
  alert.incident_id := incident;
  alert.queued_at := e.received_at;
  perform queue_notice(alert, '{}');
end
$$;

-- A rollback that did not fully succeed makes the incident graver, never less grave than somebody already found it.
create or replace function raise_severity(e events, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  grades text[] := array['low', 'medium', 'high', 'critical'];
  grade text := case data ->> 'outcome' when 'partial' then 'high' else 'critical' end;
begin
  insert into events (subject_type, subject_id, step, person_id, session_id, cause_id, loaded, received_at, input)
  select 'incident', i.id, 'raise', e.person_id, e.session_id, e.id, e.loaded, e.received_at, jsonb_build_object('severity', grade)
  from incidents i where i.change_id = e.subject_id and i.status <> 'closed' and array_position(grades, i.severity) < array_position(grades, grade)
  order by i.id;
end
$$;

create or replace function look_again(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  rule rules;
  lacking text;
  seen jsonb;
  c changes;
begin
  select * into rule from rules r where r.subject_type = 'change' and r.step = e.step and r.type = body ->> 'type' and r.from_status = coalesce(e.from_status, '');
  if not coalesce(rule.needs && array['window_free', 'system_idle'], false) then return; end if;
  select * into c from changes where id = e.subject_id;
  foreach lacking in array rule.needs loop
    continue when lacking not in ('window_free', 'system_idle');
    seen := fact(lacking, c, body -> 'data', e.received_at);
    if seen is distinct from 'true' then perform refuse_need(lacking, seen, rule.clause); end if;
  end loop;
end
$$;

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

-- An operations lead attests that another channel reached the team: what Slack was to say is then not tried any more.
create or replace function apply_incident(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  if e.seq = 1 then
    insert into incidents (id, change_id, status, severity, opened_at, step_seq, last_event_id)
    select e.subject_id, cause.subject_id, e.to_status, 'medium', e.received_at, e.seq, e.id from events cause where cause.id = e.cause_id;
    return;
  end if;
  update incidents set
    status = e.to_status,
    step_seq = case when e.aside then step_seq else e.seq end,
    last_event_id = e.id,
    severity = coalesce(data ->> 'severity', severity),
    owner_id = coalesce((data ->> 'owner')::bigint, owner_id),
    root_cause_text = text_at(e.id, 'rootCause', root_cause_text),
    closed_at = case when e.step = 'close_incident' then e.received_at else closed_at end
  where id = e.subject_id;
  if data ? 'findings' then
    insert into findings (incident_id, finding_text, owner_id, due_on)
    select e.subject_id, t.id, (f.value ->> 'owner')::bigint, (f.value ->> 'due')::date
    from jsonb_array_elements(data -> 'findings') with ordinality f (value, place)
    join texts t on t.event_id = e.id and t.field = 'findings' and t.place = f.place - 1;
  end if;
  if e.step = 'attest' then
    update deliveries set attested_by = coalesce(attested_by, e.id), next_attempt_at = null
    where incident_id = e.subject_id and kind = 'change_failed' and channel = 'slack' and delivered_at is null;
  end if;
end
$$;

create or replace function apply_freeze(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  scope text := split_part(data ->> 'covers', ':', 1);
begin
  if e.seq = 1 then
    insert into freezes (id, status, name, covers, client_id, system_id, timezone, repeats, reason_text, placed_by, placed_at, step_seq, last_event_id)
    values (e.subject_id, e.to_status, data ->> 'name', scope,
      case scope when 'client' then split_part(data ->> 'covers', ':', 2)::bigint end, case scope when 'system' then split_part(data ->> 'covers', ':', 2)::bigint end,
      coalesce(data ->> 'timezone', 'UTC'), data ->> 'repeats', text_at(e.id, 'reason', null), e.person_id, e.received_at, e.seq, e.id);
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

create or replace function apply_person(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  case e.step
    when 'end_sessions' then
      update sessions set revoked_at = clock_timestamp() where person_id = e.subject_id and revoked_at is null;
    when 'deactivate' then perform deactivate(e);
    when 'reactivate' then
      update people set deactivated_at = null where id = e.subject_id;
    when 'resemble', 'same_person', 'different_person' then perform pair_accounts(e, (data ->> 'account')::bigint);
    when 'set_timezone' then
      update people set timezone = data ->> 'timezone' where id = e.subject_id;
    when 'make_feed' then
      insert into feeds (person_id, name, without_titles, token_sha256, event_id, created_at)
      values (e.subject_id, data ->> 'name', coalesce((data ->> 'withoutTitles')::boolean, false), decode(data ->> 'feedToken', 'hex'), e.id, e.received_at);
    when 'revoke_feed' then
      update feeds set revoked_at = e.received_at where id = (data ->> 'feed')::bigint and person_id = e.subject_id and revoked_at is null;
      if not found then
        perform refuse('There is no such feed, or it is already revoked.', '{"because": "field", "field": "feed"}');
      end if;
    else null;
  end case;
end
$$;

create or replace function apply_event() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  body jsonb := NEW.canonical::jsonb;
begin
  insert into chains (subject_type, subject_id, last_seq, last_hash) values (NEW.subject_type, NEW.subject_id, NEW.seq, NEW.hash)
  on conflict (subject_type, subject_id) do update set last_seq = excluded.last_seq, last_hash = excluded.last_hash;
  case NEW.subject_type
    when 'change' then perform apply_change(NEW, body);
    when 'incident' then perform apply_incident(NEW, body);
    when 'entry' then perform apply_entry(NEW, body);
    when 'system' then perform apply_system(NEW, body);
    when 'freeze' then if not NEW.aside then perform apply_freeze(NEW, body); end if;
    when 'person' then perform apply_person(NEW, body);
    when 'roster' then perform apply_roster(NEW, body);
    when 'delivery' then perform apply_delivery(NEW, body);
    when 'delegation' then perform apply_delegation(NEW, body);
    when 'halt' then perform apply_halt(NEW, body);
    when 'installation' then perform apply_installation(NEW, body);
  end case;
  return null;
end
$$;

-- Records move only inside the trigger of an event, whoever connects, the owner included.
create or replace function only_events_write_here() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_trigger_depth() < 2 then
    perform refuse(format('The table %s is written by events alone (Exceptions).', TG_TABLE_NAME), '{"because": "kept"}');
  end if;
  return coalesce(NEW, OLD);
end
$$;

create or replace function records_are_not_emptied() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse(format('Nobody empties the table %s (Change Records).', TG_TABLE_NAME), '{"because": "kept"}');
  return null;
end
$$;

-- Every row of a record follows from an event that is there, so that a trigger of somebody's own cannot write one either.
create or replace function follows_its_event() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  said jsonb;
  follows boolean := false;
begin
  case TG_TABLE_NAME
    when 'texts' then
      follows := TG_OP = 'INSERT' and not exists (select from events where id = NEW.event_id);
    when 'chains' then
      if TG_OP <> 'DELETE' then
        follows := TG_OP = 'INSERT' and NEW.last_seq = 0 or NEW.last_hash = (select hash from events
          where subject_type = NEW.subject_type and subject_id = NEW.subject_id and seq >= NEW.last_seq order by seq desc limit 1);
      end if;
    when 'change_systems' then
      select e.canonical::jsonb -> 'data' into said from changes c join events e on e.id = c.last_event_id
      where c.id = case TG_OP when 'DELETE' then OLD.change_id else NEW.change_id end;
      follows := case TG_OP when 'INSERT' then said -> 'systems' @> to_jsonb(NEW.system_id)
        when 'DELETE' then (said ? 'systems' and not said -> 'systems' @> to_jsonb(OLD.system_id)) or said -> 'cleared' ? 'systems' end;
    when 'entry_systems' then
      select e.canonical::jsonb -> 'data' into said from entries r join events e on e.id = r.last_event_id where r.id = NEW.entry_id;
      follows := TG_OP = 'INSERT' and said -> 'systems' @> to_jsonb(NEW.system_id);
    when 'holds' then
      if TG_OP = 'INSERT' then follows := (select is_held(c, NEW) from changes c where c.id = NEW.change_id);
      elsif TG_OP = 'DELETE' then follows := (select not is_held(c, OLD) from changes c where c.id = OLD.change_id);
      end if;
    when 'findings' then
      follows := TG_OP = 'INSERT' and exists (select from texts t join incidents i on i.last_event_id = t.event_id
        where t.id = NEW.finding_text and i.id = NEW.incident_id);
    when 'systems' then
      follows := TG_OP = 'INSERT' and exists (select from events where subject_type = 'system' and subject_id = NEW.id and seq = 1);
    when 'clients' then
      follows := TG_OP = 'INSERT';
    when 'freeze_spans' then
      select e.step in ('place_freeze') = (TG_OP = 'INSERT') into follows from freezes f join events e on e.id = f.last_event_id
      where f.id = case TG_OP when 'DELETE' then OLD.freeze_id else NEW.freeze_id end;
    when 'feeds' then
      follows := case TG_OP
        when 'INSERT' then exists (select from events where id = NEW.event_id and subject_type = 'person' and subject_id = NEW.person_id and step = 'make_feed')
        when 'UPDATE' then OLD.revoked_at is null and (ended_with(NEW.person_id, NEW.revoked_at) or exists (select from events where subject_type = 'person'
          and subject_id = NEW.person_id and step = 'revoke_feed' and received_at = NEW.revoked_at)) end;
    else
      follows := TG_OP <> 'DELETE' and NEW.last_event_id > case TG_OP when 'UPDATE' then OLD.last_event_id else 0 end
        and exists (select from events where id = NEW.last_event_id and subject_id = NEW.id
          and subject_type = case TG_TABLE_NAME when 'incidents' then 'incident' when 'entries' then 'entry' when 'freezes' then 'freeze' end);
  end case;
  if follows is not true then
    perform refuse(format('The table %s says what its events said, and no event says this (Exceptions).', TG_TABLE_NAME), '{"because": "kept"}');
  end if;
  return coalesce(NEW, OLD);
end
$$;

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

-- Who somebody is, as the identity provider says it: told when it is first said, and whenever it says otherwise. Name and
-- address are texts, of which the event holds salted hashes; who they are is the digest of issuer and subject.
create or replace function tell_identity() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  last bigint := (select max(id) from events where subject_type = 'person' and subject_id = NEW.id and step = 'identify');
begin
  if last is not null and NEW.name = text_of(text_at(last, 'personName', null)) and NEW.email is not distinct from text_of(text_at(last, 'personEmail', null))
    and (select canonical::jsonb -> 'data' ->> 'identity' from events where id = last) = identity_of(NEW) then return null; end if;
  insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
  values ('person', NEW.id, 'identify', NEW.id, is_told_by_a_loader(), case TG_OP when 'INSERT' then NEW.first_seen_at else windlass_now() end,
    jsonb_strip_nulls(jsonb_build_object('personName', NEW.name, 'personEmail', NEW.email, 'identity', identity_of(NEW))));
  return null;
end
$$;

create or replace trigger tell_identity after insert or update of name, email, issuer, subject on people for each row execute function tell_identity();
alter table people enable always trigger tell_identity;

create or replace function identity_of(p people) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select encode(sha256(convert_to(p.issuer || e'\n' || p.subject, 'UTF8')), 'hex') $$;

-- A demonstration's loader makes people whom no identity provider vouched for; nobody else does.
create or replace function is_told_by_a_loader() returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(current_setting('windlass.signing_in', true), '') = '' and (select kind from installation) = 'demo'
$$;

-- Sign-ins, sign-outs, role changes and refusals are events of their person, written with what they record: of a session the
-- digest of its secret and from when to when it lasts, by the machine's clock.
create or replace function tell_sign_in() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into events (subject_type, subject_id, step, person_id, session_id, input)
  values ('person', NEW.person_id, 'sign_in', NEW.person_id, NEW.id, jsonb_strip_nulls(jsonb_build_object(
    'sessionToken', encode(NEW.token_sha256, 'hex'), 'sessionStart', utc(NEW.created_at), 'sessionEnd', utc(NEW.expires_at),
    'oidcSession', encode(sha256(convert_to(NEW.oidc_sid, 'UTF8')), 'hex'))));
  return null;
end
$$;

-- Whoever ends another person's sessions is named in it, not the one who was signed out.
-- Inside the trigger of an event the newest event of that person, but for sign-outs, is the step by which they are ended.
create or replace function tell_sign_out() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  ended events;
begin
  if OLD.revoked_at is not null then
    perform refuse('A session that was ended stays ended.', '{"because": "kept"}');
  end if;
  if pg_trigger_depth() > 1 then
    select * into ended from events where subject_type = 'person' and subject_id = NEW.person_id and step <> 'sign_out' order by seq desc limit 1;
    if ended.step not in ('end_sessions', 'deactivate') then ended := null; end if;
  end if;
  insert into events (subject_type, subject_id, step, person_id, session_id, cause_id, input)
  values ('person', NEW.person_id, 'sign_out', coalesce(ended.person_id, NEW.person_id), NEW.id, ended.id, jsonb_build_object('sessionEnd', utc(NEW.revoked_at)));
  return null;
end
$$;

-- Roles change at a sign-in, in whose session they are told. Steps under way were judged by the roles of before: they get their
-- places first, and those after wait for this.
create or replace function tell_role_change() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  loader boolean := is_told_by_a_loader();
  signing_in text := current_setting('windlass.signing_in', true);
begin
  perform from people where id = coalesce(NEW.person_id, OLD.person_id) for update;
  insert into events (subject_type, subject_id, step, person_id, session_id, loaded, received_at, input)
  values ('person', coalesce(NEW.person_id, OLD.person_id), 'role_change', coalesce(NEW.person_id, OLD.person_id),
    case when signing_in ~ '^\d+$' then signing_in::bigint end, loader,
    case TG_OP when 'INSERT' then NEW.since else windlass_now() end,
    jsonb_build_object('role', coalesce(NEW.role, OLD.role), 'held', TG_OP = 'INSERT'));
  return null;
end
$$;

create or replace function tell_refusal() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into events (subject_type, subject_id, step, person_id, input)
  values ('person', NEW.person_id, 'refused', NEW.person_id, jsonb_build_object(
    'refusedStep', NEW.step, 'subjectType', NEW.subject_type, 'subjectId', NEW.subject_id, 'sentence', NEW.sentence, 'clauseCited', NEW.clause));
  return null;
end
$$;

create or replace function kind_is_set_once() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP <> 'UPDATE' or NEW.kind <> OLD.kind or NEW.id <> OLD.id then
    perform refuse('An installation stays what it was made: demonstration or production.', '{"because": "kept"}');
  end if;
  return NEW;
end
$$;

-- A posted step in one statement: the caller, the post's key, the event and its answer hold together or not at all.
-- It runs with the caller's own rights: what it inserts, anybody with those rights may insert by hand.
create or replace function take_step(token text, post_key uuid, post_hash bytea, kind text, record bigint, taken text, seen integer, posted jsonb) returns jsonb
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
  insert into events (subject_type, subject_id, step, read_at, input) values (kind, record, taken, seen, posted)
  returning jsonb_build_object('ok', true, 'id', subject_id, 'status', to_status) into answer;
  perform answer_post(post_key, post_hash, answer);
  return answer;
end
$$;

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

create or replace function a_follow_up_follows_its_draft() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and exists (select from events where subject_type = 'change' and subject_id = NEW.change_id and step = 'draft'
    and (canonical::jsonb -> 'data' ->> 'follows')::bigint = NEW.follows_id) then
    return NEW;
  end if;
  perform refuse('What a change follows is said by its draft, once (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

-- Moves a change whose facts, window and revision stay: most steps write nothing of the change but where it stands and when.
create or replace function move_on(e events, data jsonb) returns void language plpgsql volatile
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

-- What a step wrote beside these is no part of the change: its words, its outcome, when it ended.
create or replace function writes_facts(e events, body jsonb) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return e.step in ('send_back', 'revise', 'schedule', 'reschedule', 'schedule_over', 'take_over')
    or (body -> 'data') - array['endedAt', 'outcome'] <> '{}'
    or (body -> 'texts') - array['comment', 'reason', 'actual', 'monitoring', 'evidence', 'explanation'] <> '{}';
end
$$;
