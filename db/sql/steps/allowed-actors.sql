-- Refuses a person who may not take the step. Returns null where their own roles allow it, else the delegation they act under.
create or replace function authorize_step(e events, rule rules, this changes, revision integer, at timestamptz) returns bigint
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  held text[] := roles_of(e.person_id);
  past_actions jsonb := '{}';
  checks jsonb := '{}';
  delegation_id bigint;
begin
  if e.token_id is not null and not rule.derived then held := roles_of_token(e, rule, held); end if;
  if e.subject_id is not null and rule.allowed_actors::text ~ '"(same|not)"' then
    past_actions := past_actions(e.subject_type, e.subject_id, revision);
  end if;
  if rule.allowed_actors::text like '%"when"%' then
    checks := check_preconditions(this, array(select w ->> 'when' from jsonb_array_elements(rule.allowed_actors) w where w ? 'when'), null, at);
  end if;
  if rule.derived or (not 'auditor' = any (held) or e.subject_type = 'person') and is_allowed_actor(rule.allowed_actors, e.person_id, held, past_actions, checks) then return null; end if;
  if e.token_id is null and is_allowed_actor(rule.allowed_actors, e.person_id, array_append(held, 'delegate'), past_actions, checks) then
    delegation_id := lock_active_delegation(e.person_id, at, rule.allowed_actors, past_actions, checks);
  end if;
  if delegation_id is null then perform refuse('not_named', jsonb_build_object('only', rule.refusal_message)); end if;
  return delegation_id;
end
$$;

-- Whether a person matches one entry of `allowed_actors`. What a linked account did counts as done by the person, so that nobody escapes
-- separation of duties with a second account.
create or replace function is_allowed_actor(allowed_actors jsonb, person bigint, held text[], past_actions jsonb, checks jsonb) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  actor jsonb;
  excluded jsonb;
  is_excluded boolean;
  account bigint;
  accounts bigint[];
begin
  if person is null or allowed_actors is null then return false; end if;
  for index in 0 .. jsonb_array_length(allowed_actors) - 1 loop
    actor := allowed_actors -> index;
    continue when actor ? 'roles' and not coalesce(actor -> 'roles' ?| held, false);
    continue when actor ? 'same' and not coalesce(past_actions -> (actor ->> 'same') @> to_jsonb(person), false);
    continue when actor ? 'when' and not coalesce(checks -> (actor ->> 'when') = 'true', false);
    excluded := coalesce(actor -> 'not', '[]');
    is_excluded := false;
    for n in 0 .. jsonb_array_length(excluded) - 1 loop
      accounts := coalesce(accounts, linked_accounts(person));
      foreach account in array accounts loop
        is_excluded := is_excluded or coalesce(past_actions -> (excluded ->> n) @> to_jsonb(account), true);
      end loop;
    end loop;
    if not is_excluded then return true; end if;
  end loop;
  return false;
end
$$;

-- Everybody who may take a step from this status now, by role or delegation, except the person who caused it: they need no notice.
create or replace function allowed_people(kind text, taken text, of_type text, here text, acts jsonb, but bigint) returns bigint[] language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  with delegated as materialized (select d.delegate_id, d.placed_by, roles_of(d.placed_by) as delegator_roles from active_delegations(windlass_now()) d)
  select coalesce(array_agg(held.person_id), '{}')
  from rules r, (select h.person_id, array_agg(h.role) as roles from person_roles h join people p on p.id = h.person_id and p.deactivated_at is null group by h.person_id) held
  where r.subject_type = kind and r.step = taken and r.type = of_type and r.from_status = here
    and held.person_id is distinct from but and not 'auditor' = any (held.roles) and (is_allowed_actor(r.allowed_actors, held.person_id, held.roles, acts, '{}')
      or exists (select from delegated l where l.delegate_id = held.person_id and is_allowed_actor(delegable_actors(r.allowed_actors), l.placed_by, l.delegator_roles, acts, '{}'))
        and is_allowed_actor(r.allowed_actors, held.person_id, array_append(held.roles, 'delegate'), acts, '{}'))
$$;

grant execute on function allowed_people(text, text, text, text, jsonb, bigint), is_allowed_actor(jsonb, bigint, text[], jsonb, jsonb) to windlass_app;
