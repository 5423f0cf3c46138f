-- In the order of field names, so that the same input always produces the same canonical JSON.
create or replace function parse_inputs(event bigint, inputs jsonb, posted jsonb, rendered jsonb, out data jsonb, out hashes jsonb)
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  ask record;
  given jsonb;
begin
  data := '{}';
  hashes := '{}';
  if pg_column_size(posted) > 4000000 then
    perform refuse('too_much');
  end if;
  if posted <> '{}' then
    for ask in select k as field from jsonb_object_keys(posted) k where not inputs ? k loop
      perform refuse('field_unasked', jsonb_build_object('field', left(ask.field, 60)));
    end loop;
  end if;
  for ask in select key as field, value as spec, value ->> 'kind' as kind from jsonb_each(inputs) where rendered ? key or value -> 'required' = 'true' order by key loop
    given := rendered -> ask.field;
    if coalesce(given, 'null') = 'null' or not has_visible_text(given #>> '{}') then
      if ask.spec -> 'required' = 'true' then
        perform refuse('field_missing', jsonb_build_object('field', ask.field));
      end if;
      if rendered ? ask.field then data := data || jsonb_build_object('cleared', coalesce(data -> 'cleared', '[]') || to_jsonb(ask.field)); end if;
    elsif ask.kind = 'text' then
      if jsonb_typeof(given) <> 'string' then
        perform refuse('field_misfit', jsonb_build_object('field', ask.field));
      end if;
      hashes := hashes || jsonb_build_object(ask.field, store_text(event, ask.field, 0, given #>> '{}'));
    elsif ask.kind = 'findings' then
      data := data || jsonb_build_object(ask.field, parse_findings(event, ask.field, given));
    elsif ask.kind = 'files' then
      data := data || jsonb_build_object(ask.field, parse_files(event, ask.field, ask.spec, given));
    else
      data := data || jsonb_build_object(ask.field, normalize_input(ask.field, ask.spec, given));
    end if;
  end loop;
end
$$;

create or replace function parse_findings(event bigint, field text, given jsonb) returns jsonb language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  item record;
  list jsonb := '[]';
begin
  if jsonb_typeof(given) <> 'array' or jsonb_array_length(given) > 100 then perform refuse('field_misfit', jsonb_build_object('field', field)); end if;
  for item in select value as finding, ordinality - 1 as place from jsonb_array_elements(given) with ordinality loop
    if not has_visible_text(coalesce(item.finding ->> 'finding', '')) or jsonb_typeof(item.finding -> 'finding') <> 'string' or item.finding - array['finding', 'owner', 'due'] <> '{}' then
      perform refuse('field_misfit', jsonb_build_object('field', field));
    end if;
    list := list || jsonb_build_object(
      'finding', store_text(event, field, item.place::integer, item.finding ->> 'finding'),
      'owner', normalize_input('owner', '{"kind": "person"}', item.finding -> 'owner'),
      'due', normalize_input('due', '{"kind": "day"}', item.finding -> 'due'));
  end loop;
  if list = '[]' then perform refuse('field_missing', jsonb_build_object('field', field)); end if;
  return list;
end
$$;
