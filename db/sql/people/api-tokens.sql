-- The token of that hash while it works: not revoked, not over, and its person neither deactivated nor without a role.
create or replace function live_api_token(token_hash bytea) returns setof api_tokens language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select t.* from api_tokens t join people p on p.id = t.person_id
  where t.token_sha256 = token_hash and t.revoked_at is null and t.expires_at > windlass_now() and p.deactivated_at is null
    and exists (select from person_roles r where r.person_id = t.person_id)
    and (t.account_id is null or exists (select from accounts a where a.id = t.account_id and a.status = 'approved'))
$$;

-- Everything that a request needs to know about its token, in one round trip. Null where it does not work; `address_allowed` says
-- whether it may be used from there.
create or replace function resolve_api_token(token_sha256 bytea, address text) returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  token api_tokens;
begin
  select * into token from live_api_token(resolve_api_token.token_sha256);
  if token.id is null then return null; end if;
  -- When it was used last is optional: it waits for no lock and never fails a request, because a disk may be full. Who only asks whether
  -- it exists names no address.
  if address is not null and is_address_in(address, token.networks) and not exists (select from api_token_uses u where u.token_id = token.id and u.last_used_at > windlass_now() - interval '1 minute') then
    begin
      insert into api_token_uses (token_id, last_used_at) values (token.id, windlass_now())
      on conflict (token_id) do update set last_used_at = excluded.last_used_at;
    exception when insufficient_resources or disk_full or read_only_sql_transaction or lock_not_available then
    end;
  end if;
  return (select jsonb_build_object('personId', p.id, 'name', p.display_name, 'email', p.email, 'roles', roles_of(p.id),
      'accounts', array_remove(linked_accounts(p.id), p.id), 'timezone', p.timezone, 'now', utc(windlass_now()), 'referenceVersion', reference_version(),
      'addressAllowed', is_address_in(resolve_api_token.address, token.networks),
      'token', jsonb_build_object('id', token.id, 'name', token.name, 'kind', case when token.account_id is null then 'person' else 'service_account' end,
        'account', (select a.name from accounts a where a.id = token.account_id), 'scopes', token.scopes, 'clientIds', token.client_ids,
        'systemIds', token.system_ids, 'networks', token.networks, 'expiresAt', utc(token.expires_at)))
    from people p where p.id = token.person_id);
end
$$;

-- Whether the address is in one of the networks; all are where none is named. What is no address is in none.
create or replace function is_address_in(address text, networks text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return networks is null or exists (select from networks_of(networks) network where address::inet <<= network);
exception when invalid_text_representation then
  return false;
end
$$;

create or replace function networks_of(networks text) returns setof inet language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select btrim(network)::inet from regexp_split_to_table(networks, '[,\s]+') network where btrim(network) <> ''
$$;

create or replace function check_token_bounded(posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  if posted is null then return null; end if;
  if (posted ->> 'expiresAt')::timestamptz <= at then return '{"past": true}'; end if;
  if (posted ->> 'expiresAt')::timestamptz > at + interval '90 days' then return '{"long": true}'; end if;
  begin
    perform from networks_of(posted ->> 'networks');
  exception when invalid_text_representation then
    return jsonb_build_object('networks', left(posted ->> 'networks', 200));
  end;
  return 'true';
end
$$;

-- A token acts as an operator and as nothing more, whatever else its person is, and takes only steps that the rulebook gives to
-- its scopes: so it never decides.
create or replace function roles_of_token(e events, rule rules, held text[]) returns text[] language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  token api_tokens := (select t from api_tokens t where t.id = e.token_id);
begin
  if rule.token_scope is null then perform refuse('token_never_decides', jsonb_build_object('step', e.step)); end if;
  if not rule.token_scope = any (token.scopes) then
    perform refuse('token_lacks_scope', jsonb_build_object('step', e.step, 'scope', rule.token_scope));
  end if;
  if e.subject_id is not null then perform check_token_limits(token.id, e.subject_type, e.subject_id); end if;
  return case when 'auditor' = any (held) then held when held && array['operator', 'reviewer', 'ops_lead'] then array['operator'] else '{}' end;
end
$$;

-- Before and after a step: every system of the record is one of those that the token is limited to.
create or replace function check_token_limits(token_id bigint, kind text, record bigint) returns void language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  token api_tokens := (select t from api_tokens t where t.id = check_token_limits.token_id);
begin
  if num_nonnulls(token.client_ids, token.system_ids) > 0 and not is_within_limits(kind, record, token.client_ids, token.system_ids) then
    perform refuse('token_limited');
  end if;
end
$$;

-- Whether a record is about the given clients and systems alone; null limits nothing. What is about no system is within no limit.
create or replace function is_within_limits(kind text, record bigint, client_ids bigint[], system_ids bigint[]) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  about bigint := case kind when 'incident' then (select i.change_id from incidents i where i.id = record) else record end;
begin
  if num_nonnulls(is_within_limits.client_ids, is_within_limits.system_ids) = 0 then return true; end if;
  return case when kind in ('change', 'incident') then
      (select coalesce(bool_and((is_within_limits.client_ids is null or s.client_id = any (is_within_limits.client_ids))
          and (is_within_limits.system_ids is null or s.id = any (is_within_limits.system_ids))), false)
        from change_systems t join systems s on s.id = t.system_id where t.change_id = about)
    when kind = 'system' then exists (select from systems s where s.id = record
        and (is_within_limits.client_ids is null or s.client_id = any (is_within_limits.client_ids))
        and (is_within_limits.system_ids is null or s.id = any (is_within_limits.system_ids)))
    when kind = 'halt' then is_within_limits.system_ids is null and exists (select from halts h where h.id = record and h.client_id = any (is_within_limits.client_ids))
    else false end;
end
$$;

create or replace function apply_api_token(e events, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  beyond text;
begin
  if e.step <> 'make_token' then
    update api_tokens set revoked_at = e.received_at where id = (data ->> 'token')::bigint and revoked_at is null
      and case e.subject_type when 'person' then person_id else account_id end = e.subject_id;
    if not found then perform refuse('no_such_token'); end if;
    return;
  end if;
  if e.subject_type = 'person' then
    select scope into beyond from jsonb_array_elements_text(data -> 'scopes') scope where not is_scope_of_roles(scope, roles_of(e.subject_id), false) limit 1;
    if beyond is not null then perform refuse('scope_beyond_role', jsonb_build_object('scope', beyond)); end if;
  end if;
  if (select count(*) from (select from api_tokens t where t.person_id = e.person_id and t.revoked_at is null and t.expires_at > e.received_at limit 50) live) = 50 then
    perform refuse('too_many_tokens', jsonb_build_object('most', 50));
  end if;
  insert into api_tokens (id, person_id, account_id, name, token_sha256, scopes, client_ids, system_ids, networks, created_at, expires_at)
  select e.id, e.person_id, a.id, data ->> 'name', decode(data ->> 'apiToken', 'hex'), coalesce(a.scopes, array(select jsonb_array_elements_text(data -> 'scopes'))),
    case when a.id is null then ids_in(data -> 'clients') else a.client_ids end, case when a.id is null then ids_in(data -> 'systems') else a.system_ids end,
    data ->> 'networks', e.received_at, (data ->> 'expiresAt')::timestamptz
  from (select) one left join accounts a on e.subject_type = 'account' and a.id = e.subject_id;
end
$$;

-- A list of numbers; null where it is empty or absent.
create or replace function ids_in(list jsonb) returns bigint[] language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select nullif(array(select id::bigint from jsonb_array_elements_text(list) id order by id::bigint), '{}')
$$;

-- Whoever reads may let a machine read; an operator, let it work; a lead, let it read metrics and manage accounts, which a lead
-- also approves for a service account.
create or replace function is_scope_of_roles(scope text, held text[], of_account boolean) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when cardinality(held) = 0 then false when scope = 'read' and not of_account then true when 'auditor' = any (held) then false
    when scope in ('metrics', 'scim') and not of_account then 'ops_lead' = any (held) else held && array['operator', 'reviewer', 'ops_lead'] end
$$;

-- A token ends with the role that one of its scopes needs.
create or replace function end_tokens_beyond_roles(person bigint, session bigint) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  held text[] := roles_of(person);
  token bigint;
begin
  for token in select t.id from api_tokens t where t.person_id = person and t.revoked_at is null
    and exists (select from unnest(t.scopes) scope where not is_scope_of_roles(scope, held, t.account_id is not null)) order by t.id loop
    insert into events (subject_type, subject_id, step, person_id, session_id, input)
    values ('person', person, 'end_token', person, session, jsonb_build_object('token', token));
  end loop;
end
$$;

create or replace function apply_account(e events, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  if e.step in ('make_token', 'revoke_token') then perform apply_api_token(e, data); return; end if;
  if e.step = 'propose_account' then
    insert into accounts (id, status, name, purpose_text_id, scopes, client_ids, system_ids, accountable_id, step_seq, last_event_id)
    values (e.subject_id, e.to_status, data ->> 'name', event_text_id(e.id, 'why', null), array(select jsonb_array_elements_text(data -> 'scopes')),
      ids_in(data -> 'clients'), ids_in(data -> 'systems'), e.person_id, e.seq, e.id);
    return;
  end if;
  update accounts set status = e.to_status, accountable_id = case e.step when 'take_over_account' then e.person_id else accountable_id end,
    step_seq = e.seq, last_event_id = e.id where id = e.subject_id;
  if e.step in ('take_over_account', 'end_account') then
    update api_tokens set revoked_at = e.received_at where account_id = e.subject_id and revoked_at is null;
  end if;
end
$$;

create or replace function guard_account() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  data jsonb;
  follows boolean := false;
begin
  if TG_OP <> 'DELETE' then
    select v.* into e from events v where v.id = NEW.last_event_id and v.subject_type = 'account' and v.subject_id = NEW.id and v.to_status = NEW.status and v.seq = NEW.step_seq;
    data := e.canonical::jsonb -> 'data';
    follows := case TG_OP
      when 'INSERT' then e.step = 'propose_account' and NEW.accountable_id = e.person_id and NEW.name = data ->> 'name' and data -> 'scopes' = to_jsonb(NEW.scopes)
        and (ids_in(data -> 'clients'), ids_in(data -> 'systems')) is not distinct from (NEW.client_ids, NEW.system_ids)
      else e.step in ('approve_account', 'take_over_account', 'end_account') and NEW.last_event_id > OLD.last_event_id
        and NEW.accountable_id = case e.step when 'take_over_account' then e.person_id else OLD.accountable_id end
        and to_jsonb(NEW) - array['status', 'accountable_id', 'step_seq', 'last_event_id'] = to_jsonb(OLD) - array['status', 'accountable_id', 'step_seq', 'last_event_id'] end;
  end if;
  if follows is not true then perform refuse_without_event(TG_TABLE_NAME); end if;
  return coalesce(NEW, OLD);
end
$$;

-- A token follows from the event of its number, and ends by an event, or with its person's or its service account.
create or replace function guard_api_token() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  made events;
  data jsonb;
  follows boolean := false;
begin
  if TG_OP <> 'DELETE' then
    select * into made from events v where v.id = NEW.id and v.step = 'make_token' and v.person_id = NEW.person_id
      and (v.subject_type, v.subject_id) = (case when NEW.account_id is null then 'person' else 'account' end, coalesce(NEW.account_id, NEW.person_id));
    data := made.canonical::jsonb -> 'data';
    follows := case TG_OP
      when 'INSERT' then NEW.revoked_at is null and data ->> 'apiToken' = encode(NEW.token_sha256, 'hex') and NEW.name = data ->> 'name'
        and (data ->> 'expiresAt')::timestamptz = NEW.expires_at and NEW.created_at = made.received_at and data ->> 'networks' is not distinct from NEW.networks
        and case when NEW.account_id is null
          then data -> 'scopes' = to_jsonb(NEW.scopes) and (ids_in(data -> 'clients'), ids_in(data -> 'systems')) is not distinct from (NEW.client_ids, NEW.system_ids)
          else exists (select from accounts a where a.id = NEW.account_id and a.scopes = NEW.scopes
            and (a.client_ids, a.system_ids) is not distinct from (NEW.client_ids, NEW.system_ids)) end
      else OLD.revoked_at is null and to_jsonb(NEW) - 'revoked_at' = to_jsonb(OLD) - 'revoked_at'
        and (ended_by_deactivation(NEW.person_id, NEW.revoked_at) or exists (select from events v where v.received_at = NEW.revoked_at
          and (v.subject_type = 'person' and v.subject_id = NEW.person_id or v.subject_type = 'account' and v.subject_id = NEW.account_id)
          and (v.step in ('take_over_account', 'end_account') or v.step in ('revoke_token', 'end_token') and (v.canonical::jsonb -> 'data' ->> 'token')::bigint = NEW.id))) end;
  end if;
  if follows is not true then perform refuse_without_event(TG_TABLE_NAME); end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on accounts for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on accounts for each row execute function guard_account();
create trigger refuse_truncate before truncate on accounts for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on api_tokens for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on api_tokens for each row execute function guard_api_token();
create trigger refuse_truncate before truncate on api_tokens for each statement execute function refuse_truncate();

grant select on accounts to windlass_app;
grant select (id, person_id, account_id, name, scopes, client_ids, system_ids, networks, created_at, expires_at, revoked_at) on api_tokens to windlass_app;
grant select on api_token_uses to windlass_app;
grant execute on function check_token_bounded(jsonb, timestamptz), networks_of(text), resolve_api_token(bytea, text),
  is_within_limits(text, bigint, bigint[], bigint[]) to windlass_app;
