-- An entry can be used while it is approved and not expired; `wanted_kind` tells the standard catalogue from the routine one.
create or replace function check_entry(c changes, wanted_kind text, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when c.entry_id is null then '{"none": true}'::jsonb
    when e.kind <> wanted_kind then jsonb_build_object('kind', e.kind)
    when e.status <> 'approved' then jsonb_build_object('status', e.status)
    when e.expires_on < site_day(at) then jsonb_build_object('expired', to_char(e.expires_on, 'YYYY-MM-DD'))
    else 'true' end
  from (select) only_one left join entries e on e.id = c.entry_id
$$;

-- An entry must name systems or clients; a new version must be of the same kind as the one it replaces.
create or replace function check_entry_covers(posted jsonb) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  previous_version entries;
  source changes;
begin
  if posted is null then return null; end if;
  if jsonb_array_length(coalesce(nullif(posted -> 'systems', 'null'), '[]')) + jsonb_array_length(coalesce(nullif(posted -> 'clients', 'null'), '[]')) = 0 then
    return '{"none": true}';
  end if;
  if posted ->> 'replaces' ~ '\S' then
    select * into previous_version from entries where id = (posted ->> 'replaces')::bigint;
    if previous_version.kind is distinct from posted ->> 'entryKind' then return '{"otherKind": true}'; end if;
  end if;
  if posted ->> 'fromChange' ~ '\S' then
    select * into source from changes where id = (posted ->> 'fromChange')::bigint;
    if source.status is distinct from 'closed' then return '{"notClosed": true}'; end if;
  end if;
  return 'true';
end
$$;

-- A change from the catalogue takes its texts from the entry's template, never from the person, so that a pre-approved entry
-- cannot be used for something else. Only the newest approved version can be used.
create or replace function inputs_from_template(c changes, posted jsonb, kind text, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  entry entries;
  filled jsonb;
  lacking constant text := case kind when 'standard' then 'entry_live' else 'entry_routine' end;
begin
  select * into entry from entries where id = coalesce(c.entry_id,
    case when posted ->> 'entry' ~ '\S' then normalize_input('entry', '{"kind": "entry"}', posted -> 'entry')::bigint end);
  if entry.id is null then
    if kind = 'standard' then
      perform refuse('entry_live', '{"none": true, "unmade": true}');
    end if;
    if posted ? 'entryValues' and coalesce(posted -> 'entryValues', 'null') not in ('null', '""', '{}') then
      perform refuse('entry_values_of_no_entry');
    end if;
    return posted;
  end if;
  if c.id is null and (entry.status <> 'approved' or entry.kind <> case kind when 'standard' then 'standard' else 'routine' end
    or entry.expires_on < site_day(at)) then
    perform refuse(lacking, jsonb_build_object('unmade', true) || case
      when entry.kind <> case kind when 'standard' then 'standard' else 'routine' end then jsonb_build_object('kind', entry.kind)
      when entry.status <> 'approved' then jsonb_build_object('status', entry.status)
      else jsonb_build_object('expired', to_char(entry.expires_on, 'YYYY-MM-DD')) end);
  end if;
  if posted ?| array['what', 'rollbackPlan', 'verification', 'category', 'reversible'] then
    perform refuse('entry_words_are_fixed');
  end if;
  if c.id is not null and not posted ? 'entryValues' then return posted; end if;
  filled := case when posted ->> 'entryValues' ~ '\S' then normalize_input('entryValues', '{"kind": "values"}', posted -> 'entryValues') else '{}' end;
  return posted || jsonb_build_object(
    'entryValues', filled, 'category', entry.category, 'reversible', entry.reversible,
    'what', fill_template(text_body(entry.what_text_id), entry.template_fields, filled),
    'rollbackPlan', fill_template(text_body(entry.rollback_plan_text_id), entry.template_fields, filled),
    'verification', fill_template(text_body(entry.verification_text_id), entry.template_fields, filled));
end
$$;

-- Fills a template. Each value must match the options or pattern of its field; undeclared values are refused. In two passes over
-- placeholder marks, so that a value which looks like a placeholder is not replaced itself.
create or replace function fill_template(template text, template_fields jsonb, filled jsonb) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  template_field jsonb;
  value text;
  index integer := 0;
  mark constant text := chr(1);
begin
  for template_field in select * from jsonb_array_elements(template_fields) loop
    value := filled ->> (template_field ->> 'name');
    if value is null or jsonb_typeof(filled -> (template_field ->> 'name')) <> 'string' or length(value) > 500 or value ~ '[[:cntrl:]]' or has_control_chars(value)
      or (template_field ? 'options' and not template_field -> 'options' @> to_jsonb(value))
      or (template_field ? 'pattern' and value !~ ('^(?:' || to_postgres_pattern(template_field ->> 'pattern') || ')$')) then
      perform refuse('entry_value_misfit', jsonb_build_object('label', template_field ->> 'label', 'field', 'entryValues.' || (template_field ->> 'name')));
    end if;
    template := replace(template, '{' || (template_field ->> 'name') || '}', mark || index || mark);
    index := index + 1;
  end loop;
  if exists (select from jsonb_object_keys(filled) k where not exists (select from jsonb_array_elements(template_fields) b where b ->> 'name' = k)) then
    perform refuse('entry_values_undeclared');
  end if;
  index := 0;
  for template_field in select * from jsonb_array_elements(template_fields) loop
    template := replace(template, mark || index || mark, filled ->> (template_field ->> 'name'));
    index := index + 1;
  end loop;
  return template;
end
$$;

-- Patterns are written by people and matched by two engines, re2js in the server and PostgreSQL here. Only constructs that both
-- read alike and match quickly are allowed: no repeated groups, few alternatives, few repetitions. `lib/catalogue/template-pattern.ts`
-- holds the same set.
create or replace function is_safe_pattern(pattern text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  punctuation constant text := '[ -/:-@[-`{-~]';
  one_of constant text := '\[\^?(?:-?(?:(?:[^\\\]\[^-]|\\' || punctuation || ')(?:-(?:[^\\\]\[^-]|\\' || punctuation || '))?|\\[dws])+-?|-)\]';
  bare text;
begin
  if coalesce(length(pattern), 0) not between 1 and 200 or pattern !~ ('^(?:(?:[^\\^$.|?*+()[\]{}]|\\(?:[dws]|' || punctuation || ')|\.|' || one_of
    || ')(?:[?*+]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})?|\^|\$|\(|\)\??|\|)+$') then
    return false;
  end if;
  bare := regexp_replace(regexp_replace(pattern, '\\.', 'x', 'g'), '\[[^\]]*\]', 'x', 'g');
  return 9 * (select count(*) from regexp_matches(bare, '[*+]|\{[0-9]+,', 'g')) + (select count(*) from regexp_matches(bare, '[?|]', 'g')) <= 28
    and (select coalesce(sum(m[1]::integer), 0) from regexp_matches(bare, '([0-9]+),?\}', 'g') m) <= 255
    and ('' ~ to_postgres_pattern(pattern)) is not null and ('' ~ ('^(?:' || to_postgres_pattern(pattern) || ')$')) is not null;
exception when invalid_regular_expression then
  return false;
end
$$;

-- Replaces \d, \w and \s by explicit ranges: in PostgreSQL they depend on the locale, in re2js they do not.
create or replace function to_postgres_pattern(pattern text) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  token text;
  inside boolean := false;
  read text := '';
begin
  if pattern !~ '\\[dws]' then return pattern; end if;
  for token in select m[1] from regexp_matches(pattern, '(\\.|[^\\])', 'g') m loop
    inside := case token when '[' then true when ']' then false else inside end;
    token := case token when '\d' then '0-9' when '\w' then 'A-Za-z0-9_' when '\s' then ' ' else token end;
    read := read || case when length(token) > 2 then case when inside then token else '[' || token || ']' end else token end;
  end loop;
  return read;
end
$$;

grant execute on function check_entry_covers(jsonb), check_entry(changes, text, timestamptz) to windlass_app;
