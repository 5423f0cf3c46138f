-- Raises a refusal by its code in `lib/refusals/refusal-list.ts`, which each migration writes into `refusal_messages`: no sentence is
-- written in SQL. The details fill the placeholders, and travel in the error's DETAIL so that the page can say the same in the
-- reader's time zone. Cites the clause of the step where that is given, else the code's own.
create or replace function refuse(code text, details jsonb default '{}', of_step text default null) returns void language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  said refusal_messages := refusal_message_for(code, details);
begin
  raise exception using errcode = 'WL001', message = concat(fill_message(coalesce(said.message, code), with_organisation(details)), ' (' || coalesce(of_step, said.clause) || ')'),
    detail = jsonb_build_object('because', said.kind, 'refusal', code, 'fact', details)
      || case when said.kind = 'need' then jsonb_build_object('need', code) else '{}' end
      || case when coalesce(details ->> 'field', said.field) is not null then jsonb_build_object('field', coalesce(details ->> 'field', said.field)) else '{}' end;
end
$$;

-- Used by all guards of derived tables.
create or replace function refuse_without_event(written text) returns void language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse('without_event', jsonb_build_object('table', written));
end
$$;

-- The step exists for this type of record, but not from its current status; or not for this type at all.
create or replace function refuse_wrong_status(kind text, record bigint, taken text, of_type text, here text) returns void language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  number constant text := case kind when 'change' then 'CHG-' || record when 'incident' then 'INC-' || record end;
  elsewhere text := (select r.clause from rules r where r.subject_type = kind and r.step = taken and r.type = of_type and not r.derived limit 1);
begin
  if elsewhere is null then
    perform refuse('no_such_step', jsonb_build_object('record', number));
  end if;
  perform refuse('wrong_status', jsonb_build_object('record', number, 'status', here, 'subject', kind, 'step', taken, 'type', of_type), elsewhere);
end
$$;

create or replace function refusal_sentence(code text, details jsonb default '{}') returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select fill_message(coalesce((refusal_message_for(code, details)).message, code), with_organisation(details))
$$;

-- The details that fill a sentence, with the name that the last start gave the organisation.
create or replace function with_organisation(details jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('organisation', (select organisation from installation)) || case jsonb_typeof(details) when 'object' then details else '{}' end
$$;

-- A code has several messages, each with a condition on the details: the first that matches is used.
create or replace function refusal_message_for(code text, details jsonb) returns refusal_messages language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  holding constant text[] := matching_conditions(details);
  said refusal_messages;
begin
  select w.* into said from refusal_messages w
  where w.code = refusal_message_for.code and string_to_array(w.reason, ' ') <@ holding order by w.sort_order limit 1;
  return said;
end
$$;

create or replace function fill_message(sentence text, fact jsonb) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  token text[];
  given jsonb;
  choice text[];
  filled text := '';
begin
  if position('{' in sentence) = 0 then return sentence; end if;
  for token in select regexp_matches(sentence, '([^{}]+)|\{([A-Za-z]+)([@_]?)(?:\|([^{}]*)|: ([^{}]*))?\}', 'g') loop
    if token[2] is null then
      filled := filled || token[1];
      continue;
    end if;
    given := case jsonb_typeof(fact -> token[2]) when 'array' then fact -> token[2] else jsonb_build_array(fact -> token[2]) end;
    choice := string_to_array(coalesce(token[4], 'and'), '|');
    filled := filled || case
      when token[5] is not null then join_list(array(select fill_list_item(token[5], r) from jsonb_array_elements(given) r), 'and')
      when cardinality(choice) > 1 then choice[case when jsonb_array_length(given) > 1 then 2 else 1 end]
      else join_list(array(select format_value(coalesce(v, ''), token[3]) from jsonb_array_elements_text(given) v), choice[1]) end;
  end loop;
  return filled;
end
$$;

create or replace function fill_list_item(part text, record jsonb) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select string_agg(case when m[2] is null then m[1] else format_value(coalesce(record ->> m[2], ''), m[3]) end, '' order by place)
  from regexp_matches(part, '([^<>]+)|<([A-Za-z]+)([@_]?)>', 'g') with ordinality x (m, place)
$$;

-- "a", "a and b", "a, b and c".
create or replace function join_list(words text[], conjunction text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when cardinality(words) < 2 then coalesce(words[1], '')
    else array_to_string(words[:cardinality(words) - 1], ', ') || ' ' || conjunction || ' ' || words[cardinality(words)] end
$$;

-- `@` formats an instant in UTC; `_` splits an identifier into words.
create or replace function format_value(value text, format text) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
begin
  return case format
    when '@' then to_char(value::timestamptz, 'FMDD Mon YYYY, HH24:MI "UTC"')
    when '_' then lower(regexp_replace(replace(value, '_', ' '), '([a-z])([A-Z])', '\1 \2', 'g'))
    else value end;
end
$$;

-- All conditions that the details fulfil: `late` (present), `late=soon` (equal), `late[]` (a list that is not empty). The grammar is
-- documented in `lib/refusals/refusal-group.ts`; `lib/text/fill-placeholders.ts` implements it for pages.
create or replace function matching_conditions(details jsonb) returns text[] language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  if jsonb_typeof(details) is distinct from 'object' then return '{}'; end if;
  return array(
    select word from jsonb_each(details) d, lateral (values
      (key, value not in ('null', 'false')),
      (key || '=' || (details ->> key), details ->> key is not null),
      (key || '[]', jsonb_typeof(value) = 'array' and value <> '[]')) as x (word, holds)
    where holds);
end
$$;

create or replace function record_refusal_event() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into events (subject_type, subject_id, step, person_id, input)
  values ('person', NEW.person_id, 'refused', NEW.person_id, jsonb_build_object(
    'refusedStep', NEW.step, 'subjectType', NEW.subject_type, 'subjectId', NEW.subject_id, 'sentence', NEW.sentence, 'clauseCited', NEW.clause));
  return null;
end
$$;

create trigger record_refusal_event after insert on refusals for each row execute function record_refusal_event();

grant select (person_id, step, subject_type, subject_id, clause, minute, times) on refusals to windlass_app;
grant execute on function refuse(text, jsonb, text) to windlass_app;
