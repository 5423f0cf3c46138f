create or replace function standing(kind text, record bigint, out type text, out status text, out revision integer, out step_seq integer)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  case kind
    when 'change' then select c.type, c.status, c.revision, c.step_seq into type, status, revision, step_seq from changes c where c.id = record;
    when 'incident' then select '', i.status, 1, i.step_seq into type, status, revision, step_seq from incidents i where i.id = record;
    when 'entry' then select '', e.status, e.version, e.step_seq into type, status, revision, step_seq from entries e where e.id = record;
    when 'system' then select '', s.status, 1, s.step_seq into type, status, revision, step_seq from systems s where s.id = record;
    when 'freeze' then select '', f.status, 1, f.step_seq into type, status, revision, step_seq from freezes f where f.id = record;
    when 'person' then select '', case when p.deactivated_at is null then 'known' else 'deactivated' end, 1, 0 into type, status, revision, step_seq from people p where p.id = record;
    when 'roster' then select '', r.status, 1, r.step_seq into type, status, revision, step_seq from rosters r where r.id = record;
    when 'delivery' then select '', d.status, 1, d.step_seq into type, status, revision, step_seq from deliveries d where d.id = record;
    when 'delegation' then select '', d.status, 1, d.step_seq into type, status, revision, step_seq from delegations d where d.id = record;
    when 'halt' then select '', h.status, 1, h.step_seq into type, status, revision, step_seq from halts h where h.id = record;
    when 'installation' then select '', 'installed', 1, 0 into type, status, revision, step_seq from installation i where i.id = record;
    else null;
  end case;
end
$$;

-- Whether one of the ways is open to a person. What an account did that may be theirs bars them as if they had done it.
create or replace function may_take(ways jsonb, person bigint, held text[], acts jsonb, facts jsonb) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  way jsonb;
  bars jsonb;
  barred boolean;
  account bigint;
  accounts bigint[];
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
      accounts := coalesce(accounts, accounts_of(person));
      foreach account in array accounts loop
        barred := barred or coalesce(acts -> (bars ->> act) @> to_jsonb(account), true);
      end loop;
    end loop;
    if not barred then return true; end if;
  end loop;
  return false;
end
$$;

-- A blank has a name, a label, and a list or a pattern of the constructs that both engines read alike.
create or replace function is_blank(blank jsonb) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(jsonb_typeof(blank) = 'object' and blank ->> 'name' ~ '^[A-Za-z][A-Za-z0-9_]{0,40}$' and blank ->> 'label' ~ '\S'
    and length(blank ->> 'label') <= 200 and length(coalesce(blank ->> 'example', '')) <= 500
    and not exists (select from jsonb_each_text(blank) part where part.key in ('label', 'example') and (part.value ~ '[[:cntrl:]]' or holds_invisible(part.value)))
    and jsonb_typeof(blank -> 'label') = 'string' and coalesce(jsonb_typeof(blank -> 'example'), 'string') = 'string'
    and not exists (select from jsonb_object_keys(blank) k where k not in ('name', 'label', 'example', 'pattern', 'options'))
    and case when blank ? 'options' then jsonb_typeof(blank -> 'options') = 'array' and not blank ? 'pattern' and jsonb_array_length(blank -> 'options') between 1 and 100
        and not exists (select from jsonb_array_elements(blank -> 'options') o where jsonb_typeof(o) <> 'string' or length(o #>> '{}') not between 1 and 500 or o #>> '{}' ~ '[[:cntrl:]]' or holds_invisible(o #>> '{}'))
      else jsonb_typeof(blank -> 'pattern') = 'string' and is_quick_pattern(blank ->> 'pattern') end, false);
end
$$;

create or replace function stored_form(field text, spec jsonb, value jsonb) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  word text := value #>> '{}';
begin
  if jsonb_typeof(value) in ('object', 'array') then
    if spec ->> 'kind' <> all (array['systems', 'clients', 'spans', 'values', 'blanks', 'choices', 'shifts', 'rostered']) then
      word := null;
    elsif jsonb_typeof(value) = 'array' and jsonb_array_length(value) > 1000 then
      perform refuse(format('The field %s takes at most 1,000 of them.', field), jsonb_build_object('because', 'field', 'field', field));
    end if;
  end if;
  case spec ->> 'kind'
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
      if word ~ '^[A-Za-z0-9:+/_ –-]{1,120}$' then return to_jsonb(word); end if;
    when 'digest' then
      if word ~ '^[0-9a-f]{64}$' then return to_jsonb(word); end if;
    when 'values' then
      -- What an entry declares is rendered before; here it is held to the names and lengths that any entry can declare.
      if jsonb_typeof(value) = 'object' and (select count(*) <= 20 and coalesce(bool_and(k ~ '^[A-Za-z][A-Za-z0-9_]{0,40}$' and jsonb_typeof(v) = 'string'
        and length(v #>> '{}') <= 500 and v #>> '{}' !~ '[[:cntrl:]]' and not holds_invisible(v #>> '{}')), true) from jsonb_each(value) x (k, v)) then return value; end if;
    when 'blanks' then
      if jsonb_typeof(value) = 'array' and jsonb_array_length(value) <= 20 and not exists (select from jsonb_array_elements(value) blank where not is_blank(blank)) then return value; end if;
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
      if jsonb_typeof(value) = 'array' then
        return (select coalesce(jsonb_agg(jsonb_build_array(stored_form(field, '{"kind": "person"}', s -> 0),
          stored_form(field, '{"kind": "choice", "options": ["primary", "secondary"]}', s -> 1)) order by n), '[]') from jsonb_array_elements(value) with ordinality x (s, n));
      end if;
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

-- PostgreSQL takes abbreviations and rules of one's own ("<anything>5") for zones, too. Those have no stroke, or a digit.
create or replace function is_zone_name(word text) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select length(word) <= 60 and word ~* ('^([a-z_]+(/[a-z_-]+)+|etc/gmt([+-]?[0-9]{1,2})?|utc|uct|gmt|gmt[+-]?0|cet|eet|met|wet|est|hst|mst|est5edt|cst6cdt|mst7mdt|pst8pdt'
    || '|cuba|egypt|eire|gb|gb-eire|greenwich|hongkong|iceland|iran|israel|jamaica|japan|kwajalein|libya|navajo|nz|nz-chat|poland|portugal|prc|roc|rok|singapore|turkey|universal|w-su|zulu)$')
$$;

create or replace function holds_invisible(value text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return value ~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]';
end
$$;

-- Free text goes to its own table; the event keeps the hash of salt and text.
create or replace function put_text(event bigint, field text, place integer, value text) returns text language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  grain bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
begin
  if holds_invisible(value) then
    perform refuse(format('The field %s holds invisible control characters. Remove them and send it again.', field), jsonb_build_object('because', 'field', 'field', field));
  end if;
  if length(value) > 10000 then
    perform refuse(format('The field %s takes at most 10,000 characters.', field), jsonb_build_object('because', 'field', 'field', field));
  end if;
  insert into texts (event_id, field, place, salt, text) values (event, put_text.field, put_text.place, grain, value);
  return encode(sha256(grain || convert_to(value, 'UTF8')), 'hex');
end
$$;

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
  if pg_column_size(posted) > 4000000 then
    perform refuse('A step takes at most 4 MB in all.', '{"because": "field"}');
  end if;
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
      if jsonb_typeof(given) <> 'array' or jsonb_array_length(given) > 100 then
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

create or replace function judge_event() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  caused boolean := false;
  session sessions;
  at timestamptz;
  here_type text;
  here_status text;
  here_revision integer := 1;
  here_step integer;
  rule rules;
  chain chains;
  held text[];
  lent bigint;
  acts jsonb;
  facts jsonb := '{}';
  posted jsonb := coalesce(NEW.input, '{}');
  rendered jsonb;
  taken record;
  this changes;
  fresh boolean := NEW.subject_id is null;
  lacking text;
  judged_by text;
begin
  if pg_trigger_depth() > 1 then
    caused := exists (select from rules r where r.subject_type = NEW.subject_type and r.step = NEW.step and r.caused);
  end if;
  -- Each look must see what others committed meanwhile: a caller who froze their view could start beside a running change.
  if current_setting('transaction_isolation') <> 'read committed' then
    perform refuse('A step is taken at the isolation level read committed, so that it sees what others have done (Exceptions).', '{"because": "isolation"}');
  end if;
  if jsonb_typeof(posted) <> 'object' then
    perform refuse('What is posted is a set of named fields.', '{"because": "field"}');
  end if;

  -- Who: found from the session, never sent along. A loader of a demo names people and times of the past.
  if NEW.loaded then
    if (select kind from installation) is distinct from 'demo' then
      perform refuse('Past times are taken only by the loader of a demonstration (Change Records: When).', '{"because": "loader"}');
    end if;
    if NEW.received_at > windlass_now() then
      perform refuse('A loaded event lies in the past.', '{"because": "loader"}');
    end if;
    at := NEW.received_at;
  elsif caused then
    at := coalesce(NEW.received_at, windlass_now());
  else
    select * into session from caller();
    if session.id is null then
      perform refuse('Nobody is signed in, so nobody can be named (Change Records: Who). Sign in and try again.', '{"because": "signed_out"}');
    end if;
    NEW.person_id := session.person_id;
    NEW.session_id := session.id;
    NEW.cause_id := null;
  end if;

  -- Roles are what they are until this is committed: whoever changes them waits, and is later in the log.
  perform from people where id = NEW.person_id for key share;

  -- Where it stands: the chain's row is the lock that its writers take in turn.
  if fresh then
    select * into rule from rules r where r.subject_type = NEW.subject_type and r.step = NEW.step and r.from_status = ''
      and r.type = coalesce(posted ->> 'type', r.type) order by r.type limit 1;
    if rule.step is null then
      perform refuse(format('No rule lets "%s" make a record (Exceptions).', NEW.step), '{"because": "unknown"}');
    end if;
  else
    if NEW.subject_type = 'person' then
      insert into chains (subject_type, subject_id, last_seq, last_hash) select 'person', id, 0, '' from people where id = NEW.subject_id on conflict do nothing;
    elsif NEW.subject_type = 'installation' then
      insert into chains (subject_type, subject_id, last_seq, last_hash) select 'installation', id, 0, '' from installation where id = NEW.subject_id on conflict do nothing;
    end if;
    select * into chain from chains where subject_type = NEW.subject_type and subject_id = NEW.subject_id for update;
    select * into here_type, here_status, here_revision, here_step from standing(NEW.subject_type, NEW.subject_id);
    if here_status is null then
      perform refuse('There is no such record.', '{"because": "unknown"}');
    end if;
    select * into rule from rules r where r.subject_type = NEW.subject_type and r.step = NEW.step and r.type = here_type and r.from_status = here_status;
    if NEW.read_at is not null and NEW.read_at <> here_step and not coalesce(rule.aside, false) then
      perform refuse('The record has moved since you read it. Read it again and decide again (Exceptions).', '{"because": "stale"}');
    end if;
    if rule.step is null then
      perform refuse(format('No rule takes "%s" from "%s" (%s).', NEW.step, here_status, coalesce(
        (select r.clause from rules r where r.subject_type = NEW.subject_type and r.step = NEW.step and r.type = here_type limit 1), 'Exceptions')),
        jsonb_build_object('because', 'status', 'status', here_status));
    end if;
  end if;
  -- The queries of an expression cost their start even where a word before them decides: so they stand inside.
  if rule.caused then
    if not caused or NEW.subject_type = 'incident' and not exists (
      select from events c where c.id = NEW.cause_id and c.subject_type = 'change' and c.person_id = NEW.person_id
        and c.step = case NEW.step when 'open' then 'fail' else 'roll_back' end
        and c.seq = (select last_seq from chains where subject_type = 'change' and subject_id = c.subject_id)
        and not exists (select from events twin where twin.subject_type = 'incident' and twin.cause_id = c.id and twin.step = NEW.step and (fresh or twin.subject_id = NEW.subject_id))) then
      perform refuse(format('Nobody takes "%s": it is written when its cause is (Exceptions).', NEW.step), '{"because": "caused"}');
    end if;
  end if;
  at := case when NEW.loaded then NEW.received_at else coalesce(at, windlass_now()) end;

  -- Who may.
  held := roles_of(NEW.person_id);
  acts := case when fresh or rule.ways::text !~ '"(same|not)"' then '{}' else acts_of(NEW.subject_type, NEW.subject_id, here_revision) end;
  if NEW.subject_type = 'change' and not fresh then
    select * into this from changes where id = NEW.subject_id;
  end if;
  if rule.ways::text like '%"when"%' then
    facts := change_facts(this, array(select w ->> 'when' from jsonb_array_elements(rule.ways) w where w ? 'when'), null, at);
  end if;
  if not rule.caused and (
    ('auditor' = any (held) and NEW.subject_type <> 'person') or not may_take(rule.ways, NEW.person_id, held, acts, facts)) then
    -- Not by their own roles: then for a lead who lent them theirs.
    if may_take(rule.ways, NEW.person_id, array_append(held, 'delegate'), acts, facts) then
      lent := running_delegation(NEW.person_id, at, rule.ways, acts, facts);
    end if;
    if lent is null then
      perform refuse(rule.who, jsonb_build_object('because', 'who'));
    end if;
  end if;

  -- What was posted, then the needs, under a lock on the systems in the order of their ids.
  NEW.id := nextval('event_ids');
  rendered := case when NEW.subject_type = 'change' and rule.type <> 'emergency' and NEW.step in ('draft', 'edit')
    then from_entry(this, posted, rule.type, at) else posted end;
  select * into taken from take_input(NEW.id, rule.asks, posted, rendered);
  if rule.needs && array['window_valid', 'window_free', 'system_idle'] then
    perform from systems where id in (select system_id from change_systems where change_id = NEW.subject_id) order by id for no key update;
  end if;
  if taken.data ? 'cleared' then
    select rendered || coalesce(jsonb_object_agg(field, case rule.asks -> field ->> 'kind' when 'systems' then '[]' when 'text' then '""' else 'null' end::jsonb), '{}') || taken.data
      into rendered from jsonb_array_elements_text(coalesce(taken.data -> 'cleared', '[]')) field;
  else
    rendered := rendered || taken.data;
  end if;
  if rule.needs <> '{}' then
    facts := change_facts(this, rule.needs, rendered, at);
    select need into lacking from unnest(rule.needs) need where facts -> need is distinct from 'true' limit 1;
    if lacking is not null then
      perform refuse_need(lacking, facts -> lacking, rule.clause);
    end if;
  end if;

  -- Whoever decides, decides on what they read: also who leaves it out. Beside the record's steps nobody has to have read any.
  if NEW.read_at is null and here_step <> 0 and not (fresh or rule.aside or rule.caused or NEW.loaded) then
    perform refuse('Say which version of the record you read (Exceptions). Read it again, and send the number of its last step with your decision.', '{"because": "unread"}');
  end if;

  -- The event: its bytes are built once.
  if fresh then
    update counters set value = value + 1 where name = NEW.subject_type returning value into NEW.subject_id;
  end if;
  select fingerprint into judged_by from rulebook;
  NEW.seq := coalesce(chain.last_seq, 0) + 1;
  NEW.from_status := here_status;
  NEW.to_status := rule.to_status;
  NEW.revision := here_revision;
  NEW.aside := rule.aside;
  NEW.received_at := at;
  NEW.input := null;
  NEW.canonical := jsonb_strip_nulls(jsonb_build_object(
    'version', 1, 'event', NEW.id, 'subject', NEW.subject_type, 'id', NEW.subject_id, 'seq', NEW.seq, 'step', NEW.step,
    'type', nullif(rule.type, ''), 'by', NEW.person_id, 'session', NEW.session_id, 'from', NEW.from_status, 'to', NEW.to_status,
    'revision', NEW.revision, 'at', utc(at), 'read_at', NEW.read_at, 'cause', NEW.cause_id, 'delegation', lent, 'loaded', case when NEW.loaded then true end,
    'aside', case when NEW.aside then true end,
    'rulebook', left(judged_by, 32), 'rule', left(encode(sha256(convert_to(rule::text, 'UTF8')), 'hex'), 16), 'data', taken.data, 'texts', taken.hashes, 'previous', encode(coalesce(chain.last_hash, ''), 'hex')))::text;
  NEW.hash := sha256(convert_to(NEW.canonical, 'UTF8'));
  return NEW;
end
$$;

create or replace function events_are_kept() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse('Nobody updates or deletes an event (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

create or replace function worker_person() returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select id from people where issuer = 'windlass' and subject = 'system:worker' $$;

-- Who may take a step where a record stands, now: by their roles, or for a lead who lent them theirs. Nobody is told of what they did.
create or replace function who_may(kind text, taken text, of_type text, here text, acts jsonb, but bigint) returns bigint[] language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  with lent as materialized (select d.delegate_id, d.placed_by, roles_of(d.placed_by) as of_lender from delegations_at(windlass_now()) d)
  select coalesce(array_agg(held.person_id), '{}')
  from rules r, (select h.person_id, array_agg(h.role) as roles from person_roles h join people p on p.id = h.person_id and p.deactivated_at is null group by h.person_id) held
  where r.subject_type = kind and r.step = taken and r.type = of_type and r.from_status = here
    and held.person_id is distinct from but and not 'auditor' = any (held.roles) and (may_take(r.ways, held.person_id, held.roles, acts, '{}')
      or exists (select from lent l where l.delegate_id = held.person_id and may_take(lent_ways(r.ways), l.placed_by, l.of_lender, acts, '{}'))
        and may_take(r.ways, held.person_id, array_append(held.roles, 'delegate'), acts, '{}'))
$$;

-- What nobody sees, as a class of a pattern: spaces of every kind, what Unicode says is to be ignored, and the blank of Braille.
create or replace function unseen() returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select '\u0009-\u000d\u0020\u0085\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff'
$$;

create or replace function says_something(value text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return value ~ ('[^' || unseen() || ']');
end
$$;
