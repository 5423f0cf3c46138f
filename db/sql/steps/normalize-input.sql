-- Normalises a value by the kind of its field. Everything else is refused, even where PostgreSQL's own casts would accept it,
-- because the result is hashed and must not depend on settings.
create or replace function normalize_input(field text, spec jsonb, value jsonb) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  kind constant text := spec ->> 'kind';
  normalized jsonb;
begin
  if jsonb_typeof(value) = 'array' and jsonb_array_length(value) > 1000 and kind = any (array['systems', 'clients', 'people', 'spans', 'values', 'blanks', 'choices', 'topics', 'shifts', 'rostered']) then
    perform refuse('field_of_too_many', jsonb_build_object('field', field));
  end if;
  normalized := case
    when kind = any (array['systems', 'clients', 'people', 'choices', 'topics', 'values', 'blanks']) then normalize_list(kind, spec, value)
    when kind = any (array['spans', 'shifts', 'rostered']) then normalize_rows(field, kind, value)
    when jsonb_typeof(value) in ('object', 'array') then null
    when kind = any (array['person', 'entry', 'change']) then normalize_reference(kind, (value #>> '{}')::bigint)
    else normalize_scalar(kind, spec, value #>> '{}') end;
  if normalized is null then perform refuse('field_misfit', jsonb_build_object('field', field) || (spec - 'options')); end if;
  return normalized;
exception
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or invalid_parameter_value or numeric_value_out_of_range or foreign_key_violation
    or invalid_regular_expression then
    perform refuse('field_misfit', jsonb_build_object('field', field) || (spec - 'options'));
    return null;
end
$$;

create or replace function normalize_scalar(kind text, spec jsonb, word text) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  case kind
    when 'instant' then
      if word ~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)$' then return to_jsonb(utc(word::timestamptz)); end if;
    when 'day' then
      if word ~ '^\d{4}-\d\d-\d\d$' then return to_jsonb(to_char(word::date, 'YYYY-MM-DD')); end if;
    when 'boolean' then
      if word is not null then return to_jsonb(word::boolean); end if;
    when 'choice' then
      if spec -> 'options' @> to_jsonb(word) then return to_jsonb(word); end if;
    when 'minutes' then
      if word::integer between 0 and (spec ->> 'most')::integer then return to_jsonb(word::integer); end if;
    when 'zone' then
      if is_zone_name(word) then
        perform now() at time zone word;
        return to_jsonb(word);
      end if;
    when 'whole' then
      if word is not null then return to_jsonb(word::bigint); end if;
    when 'name' then
      if length(btrim(word)) between 1 and 1000 and not has_control_chars(word) then return to_jsonb(btrim(word)); end if;
    when 'covers' then
      if word = 'all' or word ~ '^client:\d{1,15}$' and exists (select from clients where id = substr(word, 8)::bigint)
        or word ~ '^system:\d{1,15}$' and exists (select from systems where id = substr(word, 8)::bigint) then return to_jsonb(word); end if;
    when 'target' then
      if word ~ '^(change|system|client):\d{1,15}$' and (case split_part(word, ':', 1)
          when 'change' then exists (select from changes where id = split_part(word, ':', 2)::bigint)
          when 'system' then exists (select from systems where id = split_part(word, ':', 2)::bigint)
          else exists (select from clients where id = split_part(word, ':', 2)::bigint) end) then return to_jsonb(word); end if;
    when 'recurrence' then
      if word ~ '^[A-Z0-9=;,+:-]{6,200}$' then return to_jsonb(word); end if;
    when 'typed' then
      if word ~ '^[A-Za-z0-9:+/_ –-]{1,120}$' then return to_jsonb(word); end if;
    when 'address' then
      if word ~ '^https?://[a-z0-9.:\[\]_-]{1,255}$' then return to_jsonb(word); end if;
    when 'digest' then
      if word ~ '^[0-9a-f]{64}$' then return to_jsonb(word); end if;
    else null;
  end case;
  return null;
end
$$;

create or replace function normalize_reference(kind text, record bigint) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  case kind
    when 'person' then
      if exists (select from people where id = record) then return to_jsonb(record); end if;
    when 'entry' then
      if exists (select from entries where id = record) then return to_jsonb(record); end if;
    when 'change' then
      if exists (select from changes where id = record) then return to_jsonb(record); end if;
    else null;
  end case;
  return null;
end
$$;

create or replace function normalize_list(kind text, spec jsonb, value jsonb) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  case kind
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
    when 'people' then
      if jsonb_typeof(value) = 'array' then
        if jsonb_array_length(value) <= 10 and not exists (select from jsonb_array_elements_text(value) x where not exists (select from people p where p.id = x::bigint)) then
          return (select coalesce(jsonb_agg(distinct x::bigint), '[]') from jsonb_array_elements_text(value) x);
        end if;
      end if;
    when 'choices' then
      if jsonb_typeof(value) = 'array' then
        if spec -> 'options' @> value then return (select coalesce(jsonb_agg(distinct x order by x), '[]') from jsonb_array_elements(value) x); end if;
      end if;
    when 'topics' then
      if jsonb_typeof(value) = 'array' then
        if jsonb_array_length(value) between 1 and 100 and not exists (select from jsonb_array_elements_text(value) x where not is_webhook_topic(x)) then
          return (select jsonb_agg(distinct x order by x) from jsonb_array_elements(value) x);
        end if;
      end if;
    when 'values' then
      -- What an entry declares is rendered before; here it is held to the names and lengths that any entry can declare.
      if jsonb_typeof(value) = 'object' and (select count(*) <= 20 and coalesce(bool_and(k ~ '^[A-Za-z][A-Za-z0-9_]{0,40}$' and jsonb_typeof(v) = 'string'
        and length(v #>> '{}') <= 500 and v #>> '{}' !~ '[[:cntrl:]]' and not has_control_chars(v #>> '{}')), true) from jsonb_each(value) x (k, v)) then return value; end if;
    when 'blanks' then
      if jsonb_typeof(value) = 'array' and jsonb_array_length(value) <= 20 and not exists (select from jsonb_array_elements(value) blank where not is_template_field(blank)) then return value; end if;
    else null;
  end case;
  return null;
end
$$;

-- Lists of tuples, whose elements have kinds of their own.
create or replace function normalize_rows(field text, kind text, value jsonb) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  case kind
    when 'spans' then
      if jsonb_typeof(value) = 'array' and jsonb_array_length(value) <= 400 then
        return (select coalesce(jsonb_agg(jsonb_build_array(normalize_input(field, '{"kind": "instant"}', s -> 0), normalize_input(field, '{"kind": "instant"}', s -> 1)) order by n), '[]')
          from jsonb_array_elements(value) with ordinality x (s, n));
      end if;
    when 'shifts' then
      if jsonb_typeof(value) = 'array' and jsonb_array_length(value) between 1 and 1000 then
        return (select jsonb_agg(jsonb_build_array(normalize_input(field, '{"kind": "person"}', s -> 0), normalize_input(field, '{"kind": "instant"}', s -> 1),
          normalize_input(field, '{"kind": "instant"}', s -> 2), normalize_input(field, '{"kind": "choice", "options": ["primary", "secondary"]}', s -> 3)) order by n)
          from jsonb_array_elements(value) with ordinality x (s, n));
      end if;
    when 'rostered' then
      if jsonb_typeof(value) = 'array' then
        return (select coalesce(jsonb_agg(jsonb_build_array(normalize_input(field, '{"kind": "person"}', s -> 0),
          normalize_input(field, '{"kind": "choice", "options": ["primary", "secondary"]}', s -> 1)) order by n), '[]') from jsonb_array_elements(value) with ordinality x (s, n));
      end if;
    else null;
  end case;
  return null;
end
$$;

-- Whether `blank` is a well-formed template field: name, label, and either options or a pattern that both regex engines read alike.
create or replace function is_template_field(blank jsonb) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(jsonb_typeof(blank) = 'object' and blank ->> 'name' ~ '^[A-Za-z][A-Za-z0-9_]{0,40}$' and blank ->> 'label' ~ '\S'
    and length(blank ->> 'label') <= 200 and length(coalesce(blank ->> 'example', '')) <= 500
    and not exists (select from jsonb_each_text(blank) part where part.key in ('label', 'example') and (part.value ~ '[[:cntrl:]]' or has_control_chars(part.value)))
    and jsonb_typeof(blank -> 'label') = 'string' and coalesce(jsonb_typeof(blank -> 'example'), 'string') = 'string'
    and not exists (select from jsonb_object_keys(blank) k where k not in ('name', 'label', 'example', 'pattern', 'options'))
    and case when blank ? 'options' then jsonb_typeof(blank -> 'options') = 'array' and not blank ? 'pattern' and jsonb_array_length(blank -> 'options') between 1 and 100
        and not exists (select from jsonb_array_elements(blank -> 'options') o where jsonb_typeof(o) <> 'string' or length(o #>> '{}') not between 1 and 500 or o #>> '{}' ~ '[[:cntrl:]]' or has_control_chars(o #>> '{}'))
      else jsonb_typeof(blank -> 'pattern') = 'string' and is_safe_pattern(blank ->> 'pattern') end, false);
end
$$;

-- PostgreSQL also accepts abbreviations and POSIX rules ("<anything>5") as zones, which no browser or report could resolve.
create or replace function is_zone_name(word text) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select length(word) <= 60 and word ~* ('^([a-z_]+(/[a-z_-]+)+|etc/gmt([+-]?[0-9]{1,2})?|utc|uct|gmt|gmt[+-]?0|cet|eet|met|wet|est|hst|mst|est5edt|cst6cdt|mst7mdt|pst8pdt'
    || '|cuba|egypt|eire|gb|gb-eire|greenwich|hongkong|iceland|iran|israel|jamaica|japan|kwajalein|libya|navajo|nz|nz-chat|poland|portugal|prc|roc|rok|singapore|turkey|universal|w-su|zulu)$')
$$;
