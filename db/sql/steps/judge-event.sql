-- Judges every event before it is written, whoever inserts it: session, status, permission, input, preconditions. The canonical
-- JSON is built last, from what was accepted.
create or replace function judge_event() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  posted jsonb := coalesce(NEW.input, '{}');
  fresh boolean := NEW.subject_id is null;
  derived boolean := false;
  chain record_chains;
  here record;
  rule rules;
  this changes;
  at timestamptz;
  delegation_id bigint;
  taken record;
begin
  if pg_trigger_depth() > 1 then derived := exists (select from rules r where r.subject_type = NEW.subject_type and r.step = NEW.step and r.derived); end if;
  -- Each look must see what others committed meanwhile: a caller who froze their view could start beside a running change.
  if current_setting('transaction_isolation') <> 'read committed' then perform refuse('frozen_view'); end if;
  if jsonb_typeof(posted) <> 'object' then perform refuse('no_set_of_fields'); end if;

  NEW := resolve_actor(NEW, derived);
  -- Roles are what they are until this is committed: whoever changes them waits, and is later in the log.
  perform from people where id = NEW.person_id for key share;
  if fresh then
    select null::text as type, null::text as status, 1 as revision, null::integer as step_seq into here;
    rule := creation_rule(NEW.subject_type, NEW.step, posted ->> 'type');
  else
    chain := lock_record_chain(NEW.subject_type, NEW.subject_id);
    select * into here from current_state(NEW.subject_type, NEW.subject_id);
    rule := transition_rule(NEW, here.type, here.status, here.step_seq);
  end if;
  if rule.derived then perform refuse_without_cause(NEW, derived); end if;
  at := case when NEW.loaded then NEW.received_at else coalesce(NEW.received_at, windlass_now()) end;
  if NEW.subject_type = 'change' and not fresh then select * into this from changes where id = NEW.subject_id; end if;
  delegation_id := authorize_step(NEW, rule, this, here.revision, at);

  NEW.id := nextval('event_ids');
  select * into taken from validate_input(NEW, rule, this, posted, at);
  -- Whoever decides, decides on what they read: also who leaves it out. Beside the record's steps nobody has to have read any.
  if NEW.read_at is null and here.step_seq <> 0 and not (fresh or rule.annotation or rule.derived or NEW.loaded) then perform refuse('not_read'); end if;
  if fresh then update counters set value = value + 1 where name = NEW.subject_type returning value into NEW.subject_id; end if;
  NEW.from_status := here.status;
  NEW.revision := here.revision;
  NEW.received_at := at;
  return build_event(NEW, rule, chain, delegation_id, taken.data, taken.hashes);
end
$$;

-- The actor always comes from the session or token, never from the insert. Only the loader of a demonstration names people and past times.
-- received_at stays null here and is set once the record chain is locked, so that times ascend within a chain.
create or replace function resolve_actor(e events, derived boolean) returns events language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  caller record;
begin
  if e.loaded then
    e.token_id := null;
    if (select kind from installation) is distinct from 'demo' then perform refuse('past_is_loaded'); end if;
    if e.received_at > windlass_now() then perform refuse('loaded_ahead'); end if;
  elsif derived then
    -- What a step by a token causes is by that token, too.
    e.token_id := case when e.session_id is null then (select cause.token_id from events cause where cause.id = e.cause_id) end;
    e.received_at := coalesce(e.received_at, windlass_now());
  else
    select * into caller from current_caller();
    if caller.person_id is null then perform refuse('not_signed_in'); end if;
    e.person_id := caller.person_id;
    e.session_id := caller.session_id;
    e.token_id := caller.token_id;
    e.cause_id := null;
    e.received_at := null;
  end if;
  return e;
end
$$;

create or replace function creation_rule(kind text, taken text, of_type text) returns rules language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  rule rules;
begin
  select * into rule from rules r where r.subject_type = kind and r.step = taken and r.from_status = ''
    and r.type = coalesce(of_type, r.type) order by r.type limit 1;
  if rule.step is null then perform refuse('makes_no_record', jsonb_build_object('step', taken)); end if;
  return rule;
end
$$;

-- Writers of one record wait for each other on its chain row. People and the installation get that row with their first event.
create or replace function lock_record_chain(kind text, record bigint) returns record_chains language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  chain record_chains;
begin
  if kind = 'person' then
    insert into record_chains (subject_type, subject_id, last_seq, last_hash) select 'person', id, 0, '' from people where id = record on conflict do nothing;
  elsif kind = 'installation' then
    insert into record_chains (subject_type, subject_id, last_seq, last_hash) select 'installation', id, 0, '' from installation where id = record on conflict do nothing;
  end if;
  select * into chain from record_chains where subject_type = kind and subject_id = record for update;
  return chain;
end
$$;

create or replace function transition_rule(e events, here_type text, here_status text, here_step integer) returns rules language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  rule rules;
begin
  if here_status is null then perform refuse('no_such_record'); end if;
  select * into rule from rules r where r.subject_type = e.subject_type and r.step = e.step and r.type = here_type and r.from_status = here_status;
  if e.read_at is not null and e.read_at <> here_step and not coalesce(rule.annotation, false) then perform refuse('read_before'); end if;
  if rule.step is null then perform refuse_wrong_status(e.subject_type, e.subject_id, e.step, here_type, here_status); end if;
  return rule;
end
$$;

-- A derived event is written once, in the transaction of its cause and by the same person.
create or replace function refuse_without_cause(e events, derived boolean) returns void language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  -- The queries of an expression cost their start even where a word before them decides: so they stand inside.
  if not derived or e.subject_type = 'incident' and not exists (
    select from events c where c.id = e.cause_id and c.subject_type = 'change' and c.person_id = e.person_id
      and exists (select from rules r where r.subject_type = 'change' and r.step = c.step and case e.step when 'open' then 'fails' else 'rolls_back' end = any (r.effects))
      and c.seq = (select last_seq from record_chains where subject_type = 'change' and subject_id = c.subject_id)
      and not exists (select from events twin where twin.subject_type = 'incident' and twin.cause_id = c.id and twin.step = e.step
        and (e.subject_id is null or twin.subject_id = e.subject_id))) then
    perform refuse('only_caused', jsonb_build_object('step', e.step));
  end if;
end
$$;

-- Parses the input, then checks the preconditions. Locks the systems in id order first, so that two changes cannot both find the
-- same window free, and no two transactions wait for each other.
create or replace function validate_input(e events, rule rules, this changes, posted jsonb, at timestamptz, out data jsonb, out hashes jsonb)
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  whole jsonb := posted;
  checks jsonb;
  lacking text;
begin
  if e.subject_type = 'change' and rule.inputs ? 'entryValues' then
    whole := inputs_from_template(this, posted, rule.type, at);
  end if;
  select * into data, hashes from parse_inputs(e.id, rule.inputs, posted, whole);
  if rule.preconditions = '{}' then return; end if;
  if rule.preconditions && array['window_valid', 'window_free', 'system_idle'] then
    perform from systems where id in (select system_id from change_systems where change_id = e.subject_id) order by id for no key update;
  end if;
  if data ? 'cleared' then
    select whole || coalesce(jsonb_object_agg(field, case rule.inputs -> field ->> 'kind' when 'systems' then '[]' when 'text' then '""' else 'null' end::jsonb), '{}')
      into whole from jsonb_array_elements_text(coalesce(data -> 'cleared', '[]')) field;
  end if;
  checks := check_preconditions(this, rule.preconditions, whole || data, at);
  select need into lacking from unnest(rule.preconditions) need where checks -> need is distinct from 'true' limit 1;
  if lacking is not null then perform refuse(lacking, checks -> lacking, rule.clause); end if;
end
$$;

-- The canonical JSON is built once and stored as text: jsonb output depends on session settings, and the hash must not.
create or replace function build_event(e events, rule rules, chain record_chains, delegation_id bigint, data jsonb, hashes jsonb) returns events language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  rulebook_fingerprint text;
begin
  select fingerprint into rulebook_fingerprint from rulebook;
  e.seq := coalesce(chain.last_seq, 0) + 1;
  e.to_status := rule.to_status;
  e.aside := rule.annotation;
  e.input := null;
  e.canonical := jsonb_strip_nulls(jsonb_build_object(
    'version', 1, 'event', e.id, 'subject', e.subject_type, 'id', e.subject_id, 'seq', e.seq, 'step', e.step,
    'type', nullif(rule.type, ''), 'by', e.person_id, 'session', e.session_id, 'token', e.token_id, 'from', e.from_status, 'to', e.to_status,
    'revision', e.revision, 'at', utc(e.received_at), 'read_at', e.read_at, 'cause', e.cause_id, 'delegation', delegation_id,
    'loaded', case when e.loaded then true end, 'aside', case when e.aside then true end,
    'rulebook', left(rulebook_fingerprint, 32), 'rule', left(encode(sha256(convert_to(rule::text, 'UTF8')), 'hex'), 16),
    'data', data, 'texts', hashes, 'previous', encode(coalesce(chain.last_hash, ''), 'hex')))::text;
  e.hash := sha256(convert_to(e.canonical, 'UTF8'));
  return e;
end
$$;
