create or replace function check_facts_written(c changes, posted jsonb) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  missing text[] := '{}';
begin
  if not has_visible_text(coalesce(posted ->> 'what', text_body(c.what_text_id), '')) then missing := missing || 'what'::text; end if;
  if not has_visible_text(coalesce(posted ->> 'why', text_body(c.why_text_id), '')) then missing := missing || 'why'::text; end if;
  if is_placeholder_plan(coalesce(posted ->> 'rollbackPlan', text_body(c.rollback_plan_text_id))) then missing := missing || 'rollbackPlan'::text; end if;
  if missing = '{}' then return 'true'; end if;
  return jsonb_build_object('missing', missing);
end
$$;

-- Whether a text is a placeholder rather than a rollback plan (Change Records: Rollback plan): only punctuation, single letters
-- and words such as "n/a" or "tbd", or a single word. In scripts without spaces four letters count as more than one word.
create or replace function is_placeholder_plan(plan text) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  with normalized as (
    select translate(lower(regexp_replace(normalize(coalesce(plan, ''), NFKD), '[\u0300-\u036f]+', '', 'g')), 'øłđðς', 'olddσ') as plan),
  words as (
    select distinct regexp_replace(w, '[' || invisible_chars() || ']+', '', 'g') as word
    from normalized, regexp_split_to_table(normalized.plan, '[' || plan_character_class('blanks') || ']+') w),
  said as (select word from words where word ~ ('[^' || plan_character_class('signs') || ']')),
  parts as (
    select distinct p.part from said, regexp_split_to_table(said.word, '[' || plan_character_class('signs') || ']+') p (part)
    where p.part <> '' and p.part !~ '^([0-9]+|.)$')
  select not exists (select from parts where part <> all (array(select unnest(string_to_array(message, ' ')) from refusal_messages where code = 'no_plan')))
    or (select count(*) < 2 and length(regexp_replace(coalesce(string_agg(word, ''), ''), '[^' || plan_character_class('unparted') || ']', '', 'g')) < 4 from said)
$$;

-- Character classes for reading a plan; `lib/text/placeholder-plan.ts` must hold the same three, so that form and database agree.
create or replace function plan_character_class(class_name text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case class_name
    when 'blanks' then '\u0009-\u000d\u0020\u0085\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000'
    when 'signs' then '\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02df\u0589\u05be-\u05c6\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2010-\u2027\u2030-\u205e\u2190-\u2bff\u3001-\u3004\u3008-\u3020\u3030\u30fb\ue000-\uf8ff\ufe10-\ufe6f\ufffc\ufffd\U0001f000-\U0001faff'
    when 'unparted' then '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f'
    end
$$;

-- A draft or an edit is in scope when it is no application deploy, its systems are managed, and its catalogue entry covers them.
create or replace function check_in_scope(c changes, posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  touched bigint[];
  entry bigint := coalesce(c.entry_id, (posted ->> 'entry')::bigint);
  names jsonb;
begin
  if posted is null then return null; end if;
  if coalesce((posted ->> 'isApplicationDeploy')::boolean, false) then
    select jsonb_agg(s.display_name order by s.name, s.id) into names from systems s where s.id = any (change_system_ids(c, posted));
    return jsonb_strip_nulls(jsonb_build_object('deploy', true, 'systems', names));
  end if;
  if c.id is not null and not posted ? 'systems' then return 'true'; end if;
  touched := change_system_ids(c, posted);
  if cardinality(touched) = 0 then return '{"empty": true}'; end if;
  -- Those that a change already touched may stay when their management ends: it may finish.
  select jsonb_agg(coalesce(s.display_name, 'an unknown system') order by s.name, t.id) into names
  from unnest(touched) t (id) left join systems s on s.id = t.id
  where (s.id is null or s.status <> 'managed' or s.managed_since > at or s.managed_until <= at)
    and not exists (select from change_systems k where k.change_id = c.id and k.system_id = t.id);
  if names is not null then return jsonb_build_object('unmanaged', names); end if;
  select jsonb_agg(s.display_name order by s.name, s.id) into names from systems s
  where s.id = any (touched) and entry is not null
    and not exists (select from entry_systems e where e.entry_id = entry and e.system_id = s.id)
    and not exists (select from entry_clients e where e.entry_id = entry and e.client_id = s.client_id);
  if names is not null then return jsonb_build_object('outside', names); end if;
  return 'true';
end
$$;

-- Emergencies are subject to Scope as well: a category, and a system that is managed now or was when the emergency began, unless
-- an operations lead ruled it out of scope. A system named in words must be replaced by a registered one before documenting.
create or replace function check_system_registered(c changes, posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  touched bigint[] := change_system_ids(c, posted);
  lacking text[] := '{}';
  stands jsonb := case when c.status = 'documented' then '{"documented": true}' else '{}' end;
begin
  if exists (select from events e where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'rule_out_of_scope') then return 'true'; end if;
  if c.system_in_words_text_id is not null then return '{"words": true, "elsewhere": true}'; end if;
  if coalesce(posted ->> 'category', c.category) is null then lacking := lacking || 'a category'::text; end if;
  if cardinality(touched) = 0 then lacking := lacking || 'a managed system'::text; end if;
  if lacking <> '{}' then return stands || jsonb_build_object('lacking', lacking); end if;
  if exists (select from systems s where s.id = any (touched) and (was_managed(s, at) or was_managed(s, c.started_at))) then return 'true'; end if;
  return stands || jsonb_build_object('unmanaged', (select jsonb_agg(s.name order by s.name) from systems s where s.id = any (touched)));
end
$$;

-- Whether a system was managed at an instant, by the register's events received until then.
create or replace function was_managed(s systems, at timestamptz) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(s.managed_until > at, true) and coalesce((select e.to_status = 'managed' from events e
    where e.subject_type = 'system' and e.subject_id = s.id and e.received_at <= at order by e.seq desc limit 1), false)
$$;

grant execute on function is_placeholder_plan(text), plan_character_class(text), check_in_scope(changes, jsonb, timestamptz), was_managed(systems, timestamptz),
  check_system_registered(changes, jsonb, timestamptz), check_facts_written(changes, jsonb) to windlass_app;
