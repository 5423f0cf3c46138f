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
    perform refuse('frozen_view');
  end if;
  if jsonb_typeof(posted) <> 'object' then
    perform refuse('no_set_of_fields');
  end if;

  -- Who: found from the session, never sent along. A loader of a demo names people and times of the past.
  if NEW.loaded then
    if (select kind from installation) is distinct from 'demo' then
      perform refuse('past_is_loaded');
    end if;
    if NEW.received_at > windlass_now() then
      perform refuse('loaded_ahead');
    end if;
    at := NEW.received_at;
  elsif caused then
    at := coalesce(NEW.received_at, windlass_now());
  else
    select * into session from caller();
    if session.id is null then
      perform refuse('not_signed_in');
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
      perform refuse('makes_no_record', jsonb_build_object('step', NEW.step));
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
      perform refuse('no_such_record');
    end if;
    select * into rule from rules r where r.subject_type = NEW.subject_type and r.step = NEW.step and r.type = here_type and r.from_status = here_status;
    if NEW.read_at is not null and NEW.read_at <> here_step and not coalesce(rule.aside, false) then
      perform refuse('read_before');
    end if;
    if rule.step is null then
      perform refuse_where_it_stands(NEW.subject_type, NEW.subject_id, NEW.step, here_type, here_status);
    end if;
  end if;
  -- The queries of an expression cost their start even where a word before them decides: so they stand inside.
  if rule.caused then
    if not caused or NEW.subject_type = 'incident' and not exists (
      select from events c where c.id = NEW.cause_id and c.subject_type = 'change' and c.person_id = NEW.person_id
        and exists (select from rules r where r.subject_type = 'change' and r.step = c.step and case NEW.step when 'open' then 'fails' else 'rolls_back' end = any (r.does))
        and c.seq = (select last_seq from chains where subject_type = 'change' and subject_id = c.subject_id)
        and not exists (select from events twin where twin.subject_type = 'incident' and twin.cause_id = c.id and twin.step = NEW.step and (fresh or twin.subject_id = NEW.subject_id))) then
      perform refuse('only_caused', jsonb_build_object('step', NEW.step));
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
      perform refuse('not_named', jsonb_build_object('only', rule.who));
    end if;
  end if;

  -- What was posted, then the needs, under a lock on the systems in the order of their ids.
  NEW.id := nextval('event_ids');
  rendered := case when NEW.subject_type = 'change' and rule.asks ? 'entryValues'
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
      perform refuse(lacking, facts -> lacking, rule.clause);
    end if;
  end if;

  -- Whoever decides, decides on what they read: also who leaves it out. Beside the record's steps nobody has to have read any.
  if NEW.read_at is null and here_step <> 0 and not (fresh or rule.aside or rule.caused or NEW.loaded) then
    perform refuse('not_read');
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

create or replace function worker_person() returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select id from people where issuer = 'windlass' and subject = 'system:worker' $$;

grant execute on function who_may(text, text, text, text, jsonb, bigint), may_take(jsonb, bigint, text[], jsonb, jsonb) to windlass_app;
