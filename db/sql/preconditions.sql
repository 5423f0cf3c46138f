-- The classes of letters by which a plan is read; `lib/text/no-plan.ts` holds the same three.
create or replace function class_of_a_plan(named text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case named
    when 'blanks' then '\u0009-\u000d\u0020\u0085\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000'
    when 'signs' then '\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02df\u0589\u05be-\u05c6\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2010-\u2027\u2030-\u205e\u2190-\u2bff\u3001-\u3004\u3008-\u3020\u3030\u30fb\ue000-\uf8ff\ufe10-\ufe6f\ufffc\ufffd\U0001f000-\U0001faff'
    when 'unparted' then '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f'
    end
$$;

-- Whether a text is no rollback plan (Change Records: Rollback plan): nothing but signs, single letters and the words by which
-- people say that there is none, or a single word. Scripts without blanks have words from four letters on.
create or replace function is_no_plan(plan text) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  with read as (
    select translate(lower(regexp_replace(normalize(coalesce(plan, ''), NFKD), '[\u0300-\u036f]+', '', 'g')), 'øłđðς', 'olddσ') as plan),
  words as (
    select distinct regexp_replace(w, '[' || unseen() || ']+', '', 'g') as word
    from read, regexp_split_to_table(read.plan, '[' || class_of_a_plan('blanks') || ']+') w),
  said as (select word from words where word ~ ('[^' || class_of_a_plan('signs') || ']')),
  parts as (
    select distinct p.part from said, regexp_split_to_table(said.word, '[' || class_of_a_plan('signs') || ']+') p (part)
    where p.part <> '' and p.part !~ '^([0-9]+|.)$')
  select not exists (select from parts where part <> all (array(select unnest(string_to_array(words, ' ')) from need_words where need = 'no_plan')))
    or (select count(*) < 2 and length(regexp_replace(coalesce(string_agg(word, ''), ''), '[^' || class_of_a_plan('unparted') || ']', '', 'g')) < 4 from said)
$$;

create or replace function text_of(text_id bigint) returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select text from texts where id = text_id $$;

create or replace function systems_of(c changes, posted jsonb) returns bigint[] language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when posted ? 'systems' then array(select value::bigint from jsonb_array_elements_text(posted -> 'systems'))
    else array(select system_id from change_systems where change_id = c.id) end
$$;

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
    select jsonb_agg(s.called order by s.name, s.id) into names from systems s where s.id = any (systems_of(c, posted));
    return jsonb_strip_nulls(jsonb_build_object('deploy', true, 'systems', names));
  end if;
  if c.id is not null and not posted ? 'systems' then return 'true'; end if;
  touched := systems_of(c, posted);
  if cardinality(touched) = 0 then return '{"empty": true}'; end if;
  -- Those that a change already touched may stay when their management ends: it may finish.
  select jsonb_agg(coalesce(s.called, 'an unknown system') order by s.name, t.id) into names
  from unnest(touched) t (id) left join systems s on s.id = t.id
  where (s.id is null or s.status <> 'managed' or s.managed_since > at or s.managed_until <= at)
    and not exists (select from change_systems k where k.change_id = c.id and k.system_id = t.id);
  if names is not null then return jsonb_build_object('unmanaged', names); end if;
  select jsonb_agg(s.called order by s.name, s.id) into names from systems s
  where s.id = any (touched) and entry is not null
    and not exists (select from entry_systems e where e.entry_id = entry and e.system_id = s.id)
    and not exists (select from entry_clients e where e.entry_id = entry and e.client_id = s.client_id);
  if names is not null then return jsonb_build_object('outside', names); end if;
  return 'true';
end
$$;

create or replace function fact_facts_written(c changes, posted jsonb) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  missing text[] := '{}';
begin
  if not says_something(coalesce(posted ->> 'what', text_of(c.what_text), '')) then missing := missing || 'what'::text; end if;
  if not says_something(coalesce(posted ->> 'why', text_of(c.why_text), '')) then missing := missing || 'why'::text; end if;
  if is_no_plan(coalesce(posted ->> 'rollbackPlan', text_of(c.rollback_plan_text))) then missing := missing || 'rollbackPlan'::text; end if;
  if missing = '{}' then return 'true'; end if;
  return jsonb_build_object('missing', missing);
end
$$;

-- Whether a system was under Anchor management at an instant, by the steps of the register that had been taken then.
create or replace function was_managed(s systems, at timestamptz) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(s.managed_until > at, true) and coalesce((select e.to_status = 'managed' from events e
    where e.subject_type = 'system' and e.subject_id = s.id and e.received_at <= at order by e.seq desc limit 1), false)
$$;

-- Scope holds for an emergency too: it has a category and a system that is managed, or was when it began, unless an operations
-- lead ruled it out of scope. What is named in words is settled elsewhere than where it is documented.
create or replace function fact_system_registered(c changes, posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  touched bigint[] := systems_of(c, posted);
  lacking text[] := '{}';
  stands jsonb := case when c.status = 'documented' then '{"documented": true}' else '{}' end;
begin
  if exists (select from events e where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'rule_out_of_scope') then return 'true'; end if;
  if c.system_in_words_text is not null then return '{"words": true, "elsewhere": true}'; end if;
  if coalesce(posted ->> 'category', c.category) is null then lacking := lacking || 'a category'::text; end if;
  if cardinality(touched) = 0 then lacking := lacking || 'a system under Anchor management'::text; end if;
  if lacking <> '{}' then return stands || jsonb_build_object('lacking', lacking); end if;
  if exists (select from systems s where s.id = any (touched) and (was_managed(s, at) or was_managed(s, c.started_at))) then return 'true'; end if;
  return stands || jsonb_build_object('unmanaged', (select jsonb_agg(s.name order by s.name) from systems s where s.id = any (touched)));
end
$$;

create or replace function fact_window_valid(posted jsonb, at timestamptz) returns jsonb language sql stable
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

create or replace function fact_later_end(c changes, posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when ends is null then null
    when ends <= c.window_end then jsonb_build_object('end', utc(c.window_end))
    when ends <= at then '{"past": true}'
    when ends - c.window_start > interval '24 hours' then '{"long": true}'
    else 'true' end
  from (select (posted ->> 'windowEnd')::timestamptz as ends) w
$$;

create or replace function fact_window_free(c changes, posted jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when ends is null or starts is null or ends <= starts then null else coalesce(
    (select jsonb_build_object('with', jsonb_agg(distinct jsonb_build_object(
        'number', other.number, 'system', s.called, 'until', utc(upper(h.during)))))
     from change_systems mine
     join holds h on h.system_id = mine.system_id and h.change_id <> c.id and h.during && tstzrange(least(starts, ends), greatest(starts, ends))
     join changes other on other.id = h.change_id
     join systems s on s.id = h.system_id
     where mine.change_id = c.id having count(*) > 0), 'true') end
  from (select coalesce((posted ->> 'windowStart')::timestamptz, c.window_start) as starts,
               (posted ->> 'windowEnd')::timestamptz as ends) w
$$;

create or replace function fact_window_open(c changes, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when c.window_start is null then '{"none": true}'::jsonb
    when at < c.window_start then jsonb_build_object('opens', utc(c.window_start))
    when at >= c.window_end then jsonb_build_object('closed', utc(c.window_end))
    else 'true' end
$$;

-- An approval is of one revision and lapses 30 days after it was given.
create or replace function fact_approval_fresh(c changes, posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when c.approved_at is null then '{"none": true}'::jsonb
    when greatest(at, coalesce((posted ->> 'windowStart')::timestamptz, at)) > c.approved_at + interval '30 days'
      then jsonb_build_object('lapses', utc(c.approved_at + interval '30 days'))
        || case when at > c.approved_at + interval '30 days' then '{"lapsed": true}'::jsonb else '{}' end
    else 'true' end
$$;

create or replace function fact_system_idle(c changes) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when c.window_waived then 'true' else coalesce(
    (select jsonb_build_object('with', jsonb_agg(distinct jsonb_build_object('number', other.number, 'status', other.status)))
     from change_systems mine
     join change_systems theirs on theirs.system_id = mine.system_id and theirs.change_id <> c.id
     join changes other on other.id = theirs.change_id and other.type = 'normal'
       and not other.status in ('closed', 'rejected', 'cancelled') and other.status in ('in_progress', 'failed')
     where mine.change_id = c.id having count(*) > 0), 'true') end
$$;

-- The freezes that cover one of the change's systems at some moment of `during`, each with its end there.
create or replace function freezes_over(c changes, during tstzrange) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'of', f.covered, 'until', utc(f.until)) order by f.until, f.name, f.id)
  from (select f.id, f.name, max(upper(s.during)) as until,
      case f.covers when 'all' then 'all systems' when 'client' then (select name from clients where id = f.client_id) else (select y.called from systems y where y.id = f.system_id) end as covered
    from freeze_spans s join freezes f on f.id = s.freeze_id
    where s.during && freezes_over.during and (f.covers = 'all'
      or f.covers = 'system' and exists (select from change_systems t where t.change_id = c.id and t.system_id = f.system_id)
      or f.covers = 'client' and exists (select from change_systems t join systems y on y.id = t.system_id where t.change_id = c.id and y.client_id = f.client_id))
    group by f.id, f.name, f.covers, f.client_id, f.system_id) f
$$;

create or replace function fact_window_unfrozen(c changes, posted jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case when starts is null or ends is null or ends <= starts then null
    else coalesce((select jsonb_build_object('with', w) from freezes_over(c, tstzrange(least(starts, ends), greatest(starts, ends))) w where w is not null), 'true') end
  from (select (posted ->> 'windowStart')::timestamptz as starts, (posted ->> 'windowEnd')::timestamptz as ends) w
$$;

-- At this moment, unless a lead waived it for this revision or the catalogue entry of a standard change may be used in a freeze.
create or replace function fact_not_frozen(c changes, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when c.window_waived then 'true'
    when c.type = 'standard' and (select e.allowed_in_freeze from entries e where e.id = c.entry_id) then 'true'
    else coalesce((select jsonb_build_object('with', w) from freezes_over(c, tstzrange(at, at, '[]')) w where w is not null), 'true') end
$$;

-- A freeze ends, also one that repeats: its times are sent along, the first being the one given.
create or replace function fact_freeze_bounded(posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  starts timestamptz := posted ->> 'windowStart';
  ends timestamptz := posted ->> 'windowEnd';
  spans jsonb := coalesce(posted -> 'spans', '[]');
begin
  if starts is null or ends is null then return null; end if;
  if ends <= starts then return '{"order": true}'; end if;
  if posted ? 'repeats' and spans = '[]' or jsonb_array_length(spans) > 400 or spans <> '[]' and (
    spans -> 0 is distinct from jsonb_build_array(posted -> 'windowStart', posted -> 'windowEnd')
    or exists (select from (select (s ->> 0)::timestamptz as opens, (s ->> 1)::timestamptz as shuts, lag((s ->> 0)::timestamptz) over (order by n) as before
      from jsonb_array_elements(spans) with ordinality x (s, n)) s where shuts <= opens or opens <= before)) then
    return '{"spans": true}';
  end if;
  if greatest(ends, (select max((s ->> 1)::timestamptz) from jsonb_array_elements(spans) s)) <= at then return '{"past": true}'; end if;
  return 'true';
end
$$;

create or replace function fact_incident_closed(c changes) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select jsonb_build_object('open', jsonb_agg(number)) from incidents
    where change_id = c.id and status <> 'closed' having count(*) > 0), 'true')
$$;

-- The alert is the one in Slack; the same news by e-mail holds nobody up.
create or replace function fact_alert_delivered(c changes) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select jsonb_build_object('waiting', count(*)) from deliveries
    where change_id = c.id and kind = 'change_failed' and channel = 'slack' and delivered_at is null and attested_by is null having count(*) > 0), 'true')
$$;

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
    when 'system_registered' then return fact_system_registered(c, posted, at);
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

-- Who did what to a change: people's ids by act. Review and approval count for this revision only.
create or replace function change_acts(change bigint, this_revision integer) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'author', coalesce(jsonb_agg(distinct person_id) filter (where step in ('draft', 'edit', 'take_over', 'declare')), '[]'),
    'latest_author', to_jsonb(array_remove(array[(array_agg(person_id order by seq desc) filter (where step in ('draft', 'take_over', 'declare')))[1]], null)),
    'reviewer', coalesce(jsonb_agg(distinct person_id) filter (where step = 'review' and revision = this_revision), '[]'),
    'approver', coalesce(jsonb_agg(distinct person_id) filter (where step in ('approve', 'approve_routine') and revision = this_revision), '[]'),
    'executor', coalesce(jsonb_agg(distinct person_id) filter (where step in ('start', 'declare', 'finish', 'log', 'stand_down', 'call_off')), '[]'),
    'starter', coalesce(jsonb_agg(distinct person_id) filter (where step = 'start'), '[]'),
    'rollback', coalesce(jsonb_agg(distinct person_id) filter (where step = 'roll_back'), '[]'),
    'documenter', coalesce(jsonb_agg(distinct person_id) filter (where step = 'document'), '[]'))
  from events where subject_type = 'change' and subject_id = change
$$;

create or replace function incident_acts(incident bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'executor', change_acts(i.change_id, 0) -> 'executor',
    'investigator', (select coalesce(jsonb_agg(distinct person_id), '[]') from events
       where subject_type = 'incident' and subject_id = incident and step = 'investigate'))
  from incidents i where i.id = incident
$$;

create or replace function acts_of(kind text, subject bigint, this_revision integer) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case kind
    when 'change' then change_acts(subject, this_revision)
    when 'incident' then incident_acts(subject)
    when 'entry' then (select jsonb_build_object('proposer', coalesce(jsonb_agg(person_id), '[]')) from events
       where subject_type = 'entry' and subject_id = subject and step = 'propose')
    when 'halt' then (select jsonb_build_object('placer', coalesce(jsonb_agg(person_id), '[]')) from events
       where subject_type = 'halt' and subject_id = subject and step = 'place_halt')
    when 'person' then jsonb_build_object('self', jsonb_build_array(subject))
    else '{}' end
$$;
