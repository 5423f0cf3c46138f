-- A refusal is a sentence; its detail says which rule, for the program that shows it.
create or replace function refuse(sentence text, because jsonb) returns void language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception using errcode = 'WL001', message = sentence, detail = because::text;
end
$$;

-- Refuses for a need: with the clause of the step, or where the need is none of the step's with that of the need.
create or replace function refuse_need(lacking text, fact jsonb, of_step text default null) returns void language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse(need_sentence(lacking, fact) || ' (' || coalesce(of_step, (select w.clause from need_words w where w.need = lacking and w.reason = '')) || ')',
    jsonb_build_object('because', 'need', 'need', lacking, 'fact', fact));
end
$$;

create or replace function need_sentence(wanted text, fact jsonb) returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select fill_in(w.words, coalesce(fact, '{}')) from need_words w where w.need = wanted and reason_holds(w.reason, coalesce(fact, '{}'))
  order by w.place limit 1
$$;

create or replace function fill_in(sentence text, fact jsonb) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  m text[];
  given jsonb;
  choice text[];
  filled text := '';
begin
  for m in select regexp_matches(sentence, '([^{}]+)|\{([A-Za-z]+)([@_]?)(?:\|([^{}]*)|: ([^{}]*))?\}', 'g') loop
    if m[2] is null then
      filled := filled || m[1];
      continue;
    end if;
    given := case jsonb_typeof(fact -> m[2]) when 'array' then fact -> m[2] else jsonb_build_array(fact -> m[2]) end;
    choice := string_to_array(coalesce(m[4], 'and'), '|');
    filled := filled || case
      when m[5] is not null then listed(array(select each_filled(m[5], r) from jsonb_array_elements(given) r), 'and')
      when cardinality(choice) > 1 then choice[case when jsonb_array_length(given) > 1 then 2 else 1 end]
      else listed(array(select as_shown(coalesce(v, ''), m[3]) from jsonb_array_elements_text(given) v), choice[1]) end;
  end loop;
  return filled;
end
$$;

create or replace function each_filled(part text, record jsonb) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select string_agg(case when m[2] is null then m[1] else as_shown(coalesce(record ->> m[2], ''), m[3]) end, '' order by place)
  from regexp_matches(part, '([^<>]+)|<([A-Za-z]+)([@_]?)>', 'g') with ordinality x (m, place)
$$;

-- "a", "a and b", "a, b and c".
create or replace function listed(words text[], last text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when cardinality(words) < 2 then coalesce(words[1], '')
    else array_to_string(words[:cardinality(words) - 1], ', ') || ' ' || last || ' ' || words[cardinality(words)] end
$$;

-- A value as a sentence shows it: `@` tells an instant, in UTC, `_` parts a name into words.
create or replace function as_shown(value text, mark text) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
begin
  return case mark
    when '@' then to_char(value::timestamptz, 'FMDD Mon YYYY, HH24:MI "UTC"')
    when '_' then lower(regexp_replace(replace(value, '_', ' '), '([a-z])([A-Z])', '\1 \2', 'g'))
    else value end;
end
$$;

-- A need that does not hold says the same sentence here and on the page: both read it from the rows of `need_words`, which
-- come from `lib/rules/need-words.ts`. Its grammar stands there; `lib/text/fill-in.ts` reads it for the page.
create or replace function reason_holds(reason text, fact jsonb) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  word text;
begin
  foreach word in array string_to_array(reason, ' ') loop
    if word like '%[]' then
      if jsonb_typeof(fact -> left(word, -2)) is distinct from 'array' or fact -> left(word, -2) = '[]' then return false; end if;
    elsif word like '%=%' then
      if fact ->> split_part(word, '=', 1) is distinct from split_part(word, '=', 2) then return false; end if;
    elsif coalesce(fact -> word, 'null') in ('null', 'false') then return false;
    end if;
  end loop;
  return true;
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

create trigger tell_refusal after insert on refusals for each row execute function tell_refusal();

grant select (person_id, step, subject_type, subject_id, clause, minute, times) on refusals to windlass_app;
grant execute on function refuse(text, jsonb) to windlass_app;
