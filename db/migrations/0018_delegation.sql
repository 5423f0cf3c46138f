-- Delegations: an operations lead lends the role to an operator for a time. A running one is a role more, `delegate`,
-- which the rulebook names in the few ways that it opens.

-- The delegations that run at an instant: lent by who still leads operations, to who is still an operator; no auditor is either.
create function delegations_at(at timestamptz) returns table (id bigint, delegate_id bigint, placed_by bigint, until timestamptz)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select d.id, d.delegate_id, d.placed_by, least(upper(d.during), d.ended_at)
  from delegations d
    join people lender on lender.id = d.placed_by and lender.deactivated_at is null
    join people borrower on borrower.id = d.delegate_id and borrower.deactivated_at is null
    cross join lateral (select roles_of(d.placed_by) as of_lender, roles_of(d.delegate_id) as of_borrower) held
  where d.during @> at and (d.ended_at is null or d.ended_at > at)
    and 'ops_lead' = any (of_lender) and not 'auditor' = any (of_lender)
    and of_borrower && array['operator', 'reviewer'] and not 'auditor' = any (of_borrower)
$$;
--> statement-breakpoint
-- The delegation under which a person acts at an instant, held against its end until the caller's transaction is over: who
-- ends it meanwhile waits, and ends it afterwards.
create function running_delegation(person bigint, at timestamptz) returns bigint language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  found bigint;
begin
  for found in select d.id from delegations_at(at) d where d.delegate_id = person order by d.id loop
    perform from chains where subject_type = 'delegation' and subject_id = found for share;
    if exists (select from delegations_at(at) d where d.id = found) then return found; end if;
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create or replace function fact_delegation_bounded(posted jsonb, at timestamptz) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when 'ops_lead' = any (held) then '{"lead": true}'
    when not held && array['operator', 'reviewer'] or 'auditor' = any (held) or exists (
      select from people p where p.id = (posted ->> 'delegate')::bigint and p.deactivated_at is not null) then '{"who": true}'
    when ends <= starts then '{"order": true}'
    when ends <= at then '{"past": true}'
    when ends > greatest(starts, at) + interval '92 days' then '{"long": true}'
    else 'true' end::jsonb
  from (select roles_of((posted ->> 'delegate')::bigint) as held, coalesce((posted ->> 'windowStart')::timestamptz, at) as starts,
    (posted ->> 'windowEnd')::timestamptz as ends) lending
$$;
--> statement-breakpoint
-- Nothing is lent for the time before: a delegation begins when it is written at the earliest.
create or replace function apply_delegation(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  if e.step = 'end_delegation' then
    update delegations set status = e.to_status, ended_at = e.received_at, step_seq = e.seq, last_event_id = e.id where id = e.subject_id;
  else
    insert into delegations (id, status, delegate_id, during, reason_text, placed_by, placed_at, step_seq, last_event_id)
    values (e.subject_id, e.to_status, (data ->> 'delegate')::bigint,
      tstzrange(greatest((data ->> 'windowStart')::timestamptz, e.received_at), (data ->> 'windowEnd')::timestamptz),
      text_at(e.id, 'reason', null), e.person_id, e.received_at, e.seq, e.id);
  end if;
end
$$;
--> statement-breakpoint
-- Every row follows from an event that is there, so that a trigger of somebody's own cannot write one either.
create function a_delegation_follows_its_event() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  data jsonb;
  follows boolean := false;
begin
  if TG_OP <> 'DELETE' then
    select v.* into e from events v where v.id = NEW.last_event_id and v.subject_type = 'delegation' and v.subject_id = NEW.id
      and v.to_status = NEW.status and v.seq = NEW.step_seq;
    data := e.canonical::jsonb -> 'data';
    follows := case when TG_OP = 'INSERT' then e.step = 'delegate' and NEW.ended_at is null
        and (NEW.delegate_id, NEW.placed_by, NEW.placed_at) = ((data ->> 'delegate')::bigint, e.person_id, e.received_at)
        and NEW.during = tstzrange(greatest((data ->> 'windowStart')::timestamptz, e.received_at), (data ->> 'windowEnd')::timestamptz)
        and NEW.reason_text = text_at(e.id, 'reason', null)
      else e.step = 'end_delegation' and OLD.ended_at is null and NEW.ended_at = e.received_at and NEW.last_event_id > OLD.last_event_id
        and (NEW.id, NEW.delegate_id, NEW.during, NEW.reason_text, NEW.placed_by, NEW.placed_at)
          = (OLD.id, OLD.delegate_id, OLD.during, OLD.reason_text, OLD.placed_by, OLD.placed_at) end;
  end if;
  if follows is not true then
    perform refuse('The table delegations says what its events said, and no event says this (Exceptions).', '{"because": "kept"}');
  end if;
  return coalesce(NEW, OLD);
end
$$;
--> statement-breakpoint
create trigger a_only_events_write_here before insert or update or delete on delegations for each row execute function only_events_write_here();
--> statement-breakpoint
alter table delegations enable always trigger a_only_events_write_here;
--> statement-breakpoint
create trigger b_follows_its_event before insert or update or delete on delegations for each row execute function a_delegation_follows_its_event();
--> statement-breakpoint
alter table delegations enable always trigger b_follows_its_event;
--> statement-breakpoint
create trigger records_are_not_emptied before truncate on delegations for each statement execute function records_are_not_emptied();
--> statement-breakpoint
alter table delegations enable always trigger records_are_not_emptied;
--> statement-breakpoint
-- Who may take a step where a record stands, now: by their roles, or for a lead who lent them theirs. Nobody is told of what they did.
create or replace function who_may(kind text, taken text, of_type text, here text, acts jsonb, but bigint) returns bigint[] language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  with lent as materialized (select d.delegate_id from delegations_at(windlass_now()) d)
  select coalesce(array_agg(held.person_id), '{}')
  from rules r, (
    select o.person_id, o.roles || case when exists (select from lent l where l.delegate_id = o.person_id) then array['delegate'] else '{}' end as roles
    from (select person_id, array_agg(role) as roles from person_roles group by person_id) o) held
  where r.subject_type = kind and r.step = taken and r.type = of_type and r.from_status = here
    and held.person_id is distinct from but and not 'auditor' = any (held.roles) and may_take(r.ways, held.person_id, held.roles, acts, '{}')
$$;
--> statement-breakpoint
drop function signed_in(bytea);
--> statement-breakpoint
-- Whose live session a token opens, with the roles held now and the delegation under which they act for a lead.
create function signed_in(token_sha256 bytea)
returns table (session_id bigint, person_id bigint, name text, email text, roles text[], created_at timestamptz, timezone text, delegation jsonb, now timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  session sessions;
begin
  select * into session from live_session(signed_in.token_sha256);
  if session.id is null then return; end if;
  if session.last_seen_at < clock_timestamp() - interval '1 minute' then
    update sessions set last_seen_at = clock_timestamp() where id = session.id;
    update people set last_seen_at = windlass_now() where id = session.person_id;
  end if;
  return query select session.id, p.id, p.name, p.email, roles_of(p.id), session.created_at, p.timezone,
      (select jsonb_build_object('id', d.id, 'lender', l.name, 'until', utc(d.until)) from delegations_at(windlass_now()) d join people l on l.id = d.placed_by
        where d.delegate_id = p.id order by d.id limit 1), windlass_now()
    from people p where p.id = session.person_id;
end
$$;
--> statement-breakpoint
create index acts_of_a_person on events using btree (person_id, id);
--> statement-breakpoint
create index changes_of_roles on events using btree (subject_id, seq) where step = 'role_change';
--> statement-breakpoint
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
      perform refuse(format('No rule takes "%s" from "%s" (Exceptions).', NEW.step, here_status), jsonb_build_object('because', 'status', 'status', here_status));
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
      lent := running_delegation(NEW.person_id, at);
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
      perform refuse((select words from need_words where need = lacking) || ' (' || rule.clause || ')',
        jsonb_build_object('because', 'need', 'need', lacking, 'fact', facts -> lacking));
    end if;
  end if;

  -- The event: its bytes are built once.
  if fresh then
    update counters set value = value + 1 where name = NEW.subject_type returning value into NEW.subject_id;
  end if;
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
    'data', taken.data, 'texts', taken.hashes, 'previous', encode(coalesce(chain.last_hash, ''), 'hex')))::text;
  NEW.hash := sha256(convert_to(NEW.canonical, 'UTF8'));
  return NEW;
end
$$;
--> statement-breakpoint
create function grant_delegation_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function signed_in(bytea), delegations_at(timestamptz) to windlass_app;
  end if;
end
$$;
--> statement-breakpoint
select grant_delegation_rights();
