create or replace function check_delegation_bounded(posted jsonb, at timestamptz) returns jsonb language sql stable
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
    (posted ->> 'windowEnd')::timestamptz as ends) proposed
$$;

-- A delegation cannot begin in the past: what was done before would be authorised after the fact.
create or replace function apply_delegation(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  if e.step = 'end_delegation' then
    update delegations set status = e.to_status, ended_at = e.received_at, step_seq = e.seq, last_event_id = e.id where id = e.subject_id;
  else
    insert into delegations (id, status, delegate_id, during, reason_text_id, placed_by, placed_at, step_seq, last_event_id)
    values (e.subject_id, e.to_status, (data ->> 'delegate')::bigint,
      tstzrange(greatest((data ->> 'windowStart')::timestamptz, e.received_at), (data ->> 'windowEnd')::timestamptz),
      event_text_id(e.id, 'reason', null), e.person_id, e.received_at, e.seq, e.id);
  end if;
end
$$;

-- The delegations in effect at an instant. An active one counts as the additional role `delegate`, which only the delegable steps
-- of the rulebook accept. It has no effect once the delegator is no lead, the delegate no operator, or either an auditor.
create or replace function active_delegations(at timestamptz) returns table (id bigint, delegate_id bigint, placed_by bigint, until timestamptz)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select d.id, d.delegate_id, d.placed_by, least(upper(d.during), d.ended_at)
  from delegations d
    join people delegator on delegator.id = d.placed_by and delegator.deactivated_at is null
    join people delegate on delegate.id = d.delegate_id and delegate.deactivated_at is null
    cross join lateral (select roles_of(d.placed_by) as delegator_roles, roles_of(d.delegate_id) as delegate_roles) held
  where d.during @> at and (d.ended_at is null or d.ended_at > at)
    and 'ops_lead' = any (delegator_roles) and not 'auditor' = any (delegator_roles)
    and delegate_roles && array['operator', 'reviewer'] and not 'auditor' = any (delegate_roles)
$$;

-- The entries of `allowed_actors` that accept a delegate. The delegator must be allowed by one of them as well.
create or replace function delegable_actors(allowed_actors jsonb) returns jsonb language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_agg(actor), '[]') from jsonb_array_elements(allowed_actors) actor where actor -> 'roles' ? 'delegate'
$$;

-- The delegation under which a person acts at an instant, from a lead who could take the step themselves. Locked until the
-- transaction ends, so that `end_delegation` waits instead of overtaking the step.
create or replace function lock_active_delegation(person bigint, at timestamptz, allowed_actors jsonb, past_actions jsonb, checks jsonb) returns bigint language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  found bigint;
begin
  for found in select d.id from active_delegations(at) d
    where d.delegate_id = person and is_allowed_actor(delegable_actors(allowed_actors), d.placed_by, roles_of(d.placed_by), past_actions, checks) order by d.id loop
    perform from record_chains where subject_type = 'delegation' and subject_id = found for share;
    if exists (select from active_delegations(at) d where d.id = found) then return found; end if;
  end loop;
  return null;
end
$$;

-- Derives each row from its event, because guard_event_only_writes cannot tell our triggers from somebody else's.
create or replace function guard_delegation() returns trigger language plpgsql
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
        and NEW.reason_text_id = event_text_id(e.id, 'reason', null)
      else e.step = 'end_delegation' and OLD.ended_at is null and NEW.ended_at = e.received_at and NEW.last_event_id > OLD.last_event_id
        and (NEW.id, NEW.delegate_id, NEW.during, NEW.reason_text_id, NEW.placed_by, NEW.placed_at)
          = (OLD.id, OLD.delegate_id, OLD.during, OLD.reason_text_id, OLD.placed_by, OLD.placed_at) end;
  end if;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on delegations for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on delegations for each row execute function guard_delegation();
create trigger refuse_truncate before truncate on delegations for each statement execute function refuse_truncate();

grant select on delegations to windlass_app;
grant execute on function delegable_actors(jsonb), check_delegation_bounded(jsonb, timestamptz), active_delegations(timestamptz) to windlass_app;
