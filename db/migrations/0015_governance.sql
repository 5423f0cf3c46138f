-- Delegations, deploy halts and the installation itself are judged like every other record; what is theirs comes with them.

insert into counters (name, value) values ('delegation', 0), ('halt', 0);
--> statement-breakpoint
create or replace function standing(kind text, record bigint, out type text, out status text, out revision integer, out step_seq integer)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  case kind
    when 'change' then select c.type, c.status, c.revision, c.step_seq into type, status, revision, step_seq from changes c where c.id = record;
    when 'incident' then select '', i.status, 1, i.step_seq into type, status, revision, step_seq from incidents i where i.id = record;
    when 'entry' then select '', e.status, e.version, e.step_seq into type, status, revision, step_seq from entries e where e.id = record;
    when 'system' then select '', s.status, 1, s.step_seq into type, status, revision, step_seq from systems s where s.id = record;
    when 'freeze' then select '', f.status, 1, f.step_seq into type, status, revision, step_seq from freezes f where f.id = record;
    when 'person' then select '', 'known', 1, 0 into type, status, revision, step_seq from people p where p.id = record;
    when 'roster' then select '', r.status, 1, r.step_seq into type, status, revision, step_seq from rosters r where r.id = record;
    when 'delivery' then select '', d.status, 1, d.step_seq into type, status, revision, step_seq from deliveries d where d.id = record;
    when 'delegation' then select '', d.status, 1, d.step_seq into type, status, revision, step_seq from delegations d where d.id = record;
    when 'halt' then select '', h.status, 1, h.step_seq into type, status, revision, step_seq from halts h where h.id = record;
    when 'installation' then select '', 'installed', 1, 0 into type, status, revision, step_seq from installation i where i.id = record;
    else null;
  end case;
end
$$;
--> statement-breakpoint
create or replace function stored_form(field text, spec jsonb, value jsonb) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  word text := value #>> '{}';
begin
  case spec ->> 'kind'
    when 'instant' then
      if word ~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)$' then return to_jsonb(utc(word::timestamptz)); end if;
    when 'day' then
      if word ~ '^\d{4}-\d\d-\d\d$' then return to_jsonb(to_char(word::date, 'YYYY-MM-DD')); end if;
    when 'boolean' then
      return to_jsonb(word::boolean);
    when 'choice' then
      if spec -> 'options' @> to_jsonb(word) then return to_jsonb(word); end if;
    when 'minutes' then
      if word::integer between 0 and (spec ->> 'most')::integer then return to_jsonb(word::integer); end if;
    when 'zone' then
      perform now() at time zone word;
      return to_jsonb(word);
    when 'whole' then
      return to_jsonb(word::bigint);
    when 'person' then
      if exists (select from people where id = word::bigint) then return to_jsonb(word::bigint); end if;
    when 'entry' then
      if exists (select from entries where id = word::bigint) then return to_jsonb(word::bigint); end if;
    when 'systems' then
      if jsonb_typeof(value) = 'array' then
        if not exists (select from jsonb_array_elements_text(value) x where not exists (select from systems s where s.id = x::bigint)) then
          return (select coalesce(jsonb_agg(distinct x::bigint), '[]') from jsonb_array_elements_text(value) x);
        end if;
      end if;
    when 'clients' then
      if jsonb_typeof(value) = 'array' then
        if not exists (select from jsonb_array_elements_text(value) x where not exists (select from clients c where c.id = x::bigint)) then
          return (select coalesce(jsonb_agg(distinct x::bigint), '[]') from jsonb_array_elements_text(value) x);
        end if;
      end if;
    when 'name' then
      if length(btrim(word)) between 1 and 1000 and not holds_invisible(word) then return to_jsonb(btrim(word)); end if;
    when 'covers' then
      if word = 'all' or word ~ '^client:\d{1,15}$' and exists (select from clients where id = substr(word, 8)::bigint)
        or word ~ '^system:\d{1,15}$' and exists (select from systems where id = substr(word, 8)::bigint) then return to_jsonb(word); end if;
    when 'recurrence' then
      if word ~ '^[A-Z0-9=;,+:-]{6,200}$' then return to_jsonb(word); end if;
    when 'spans' then
      if jsonb_typeof(value) = 'array' and jsonb_array_length(value) <= 400 then
        return (select coalesce(jsonb_agg(jsonb_build_array(stored_form(field, '{"kind": "instant"}', s -> 0), stored_form(field, '{"kind": "instant"}', s -> 1)) order by n), '[]')
          from jsonb_array_elements(value) with ordinality x (s, n));
      end if;
    when 'typed' then
      if length(word) between 1 and 120 and not holds_invisible(word) then return to_jsonb(word); end if;
    when 'digest' then
      if word ~ '^[0-9a-f]{64}$' then return to_jsonb(word); end if;
    when 'values' then
      if jsonb_typeof(value) = 'object' then return value; end if;
    when 'blanks' then
      if jsonb_typeof(value) = 'array' and not exists (select from jsonb_array_elements(value) blank where not is_blank(blank)) then return value; end if;
    when 'choices' then
      if jsonb_typeof(value) = 'array' then
        if spec -> 'options' @> value then return (select coalesce(jsonb_agg(distinct x order by x), '[]') from jsonb_array_elements(value) x); end if;
      end if;
    when 'change' then
      if exists (select from changes where id = word::bigint) then return to_jsonb(word::bigint); end if;
    when 'shifts' then
      if jsonb_typeof(value) = 'array' and jsonb_array_length(value) between 1 and 1000 then
        return (select jsonb_agg(jsonb_build_array(stored_form(field, '{"kind": "person"}', s -> 0), stored_form(field, '{"kind": "instant"}', s -> 1),
          stored_form(field, '{"kind": "instant"}', s -> 2), stored_form(field, '{"kind": "choice", "options": ["primary", "secondary"]}', s -> 3)) order by n)
          from jsonb_array_elements(value) with ordinality x (s, n));
      end if;
    when 'rostered' then
      if jsonb_typeof(value) = 'array' then return value; end if;
    else null;
  end case;
  perform refuse(format('The field %s does not take that.', field), jsonb_build_object('because', 'field', 'field', field));
  return null;
exception
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or invalid_parameter_value or numeric_value_out_of_range or foreign_key_violation
    or invalid_regular_expression then
    perform refuse(format('The field %s does not take that.', field), jsonb_build_object('because', 'field', 'field', field));
    return null;
end
$$;
--> statement-breakpoint
create function fact_entry_covers(posted jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select 'true'::jsonb $$;
--> statement-breakpoint
create function fact_management_bounded(posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select 'true'::jsonb $$;
--> statement-breakpoint
create function fact_delegation_bounded(posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select 'true'::jsonb $$;
--> statement-breakpoint
create function fact_entry(c changes, wanted_kind text, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select fact_entry(c, wanted_kind) $$;
--> statement-breakpoint
create function fact_halt_aimed(posted jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select 'true'::jsonb $$;
--> statement-breakpoint
create or replace function fact(need text, c changes, posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case need
    when 'in_scope' then fact_in_scope(c, posted, at)
    when 'facts_written' then fact_facts_written(c, posted)
    when 'entry_live' then fact_entry(c, 'standard', at)
    when 'entry_routine' then fact_entry(c, 'routine', at)
    when 'reversible' then case when c.reversible then 'true' else '{"not": true}' end::jsonb
    when 'window_valid' then fact_window_valid(posted, at)
    when 'window_free' then fact_window_free(c, posted)
    when 'window_unfrozen' then fact_window_unfrozen(c, posted)
    when 'not_frozen' then fact_not_frozen(c, at)
    when 'freeze_bounded' then fact_freeze_bounded(posted, at)
    when 'window_open' then fact_window_open(c, at)
    when 'approval_fresh' then fact_approval_fresh(c, posted, at)
    when 'system_idle' then fact_system_idle(c)
    when 'later_end' then fact_later_end(c, posted, at)
    when 'started_in_past' then case when (posted ->> 'startedAt')::timestamptz > at then '{"future": true}' else 'true' end::jsonb
    when 'ended_in_past' then case
      when (posted ->> 'endedAt')::timestamptz > at then '{"future": true}'
      when (posted ->> 'endedAt')::timestamptz < date_trunc('minute', c.started_at) then '{"before": true}'
      else 'true' end::jsonb
    when 'system_registered' then case when c.system_in_words_text is null then 'true' else '{"words": true}' end::jsonb
    when 'off_roster_explained' then fact_off_roster_explained(c, posted)
    when 'shifts_bounded' then fact_shifts_bounded(posted, at)
    when 'entry_covers' then fact_entry_covers(posted)
    when 'management_bounded' then fact_management_bounded(posted, at)
    when 'delegation_bounded' then fact_delegation_bounded(posted, at)
    when 'halt_aimed' then fact_halt_aimed(posted)
    when 'incident_closed' then fact_incident_closed(c)
    when 'alert_delivered' then fact_alert_delivered(c)
  end
$$;
--> statement-breakpoint
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
--> statement-breakpoint
create function apply_delegation(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$ begin end $$;
--> statement-breakpoint
create function apply_halt(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$ begin end $$;
--> statement-breakpoint
create function apply_installation(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$ begin end $$;
--> statement-breakpoint
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
--> statement-breakpoint
create function grant_governance_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant select on delegations, halts, entry_clients, policy_versions, policy_reviews to windlass_app;
    grant select (id, name, client_id, event_id, created_at, revoked_at) on gate_tokens to windlass_app;
    grant execute on function fact_entry_covers(jsonb), fact_management_bounded(jsonb, timestamptz), fact_delegation_bounded(jsonb, timestamptz),
      fact_halt_aimed(jsonb), fact_entry(changes, text, timestamptz) to windlass_app;
  end if;
end
$$;
--> statement-breakpoint
select grant_governance_rights();
