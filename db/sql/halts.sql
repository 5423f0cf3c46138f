-- Answers a deployment pipeline that holds a token; null for an unknown or revoked token. A query without application or
-- environment asks about all of them. Blockers come with their start and end, halts first.
create or replace function answer_gate(token_sha256 bytea, client text, application text, environment text, system text, with_freezes boolean, with_changes boolean)
returns jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  -- What names nothing that anybody sees is left open.
  folded_application constant text := nullif(fold_name(answer_gate.application), '');
  place constant text := nullif(fold_name(answer_gate.environment), '');
  asked constant text := nullif(fold_name(answer_gate.system), '');
  applications text[] := array['', folded_application];
  own record;
  at timestamptz := windlass_now();
  touched bigint[];
begin
  select t.client_id as id, k.name into own from gate_tokens t join clients k on k.id = t.client_id
  where t.token_sha256 = answer_gate.token_sha256 and t.revoked_at is null;
  if own.id is null then return null; end if;
  if fold_name(answer_gate.client) <> fold_name(own.name) and answer_gate.client <> own.id::text then return jsonb_build_object('foreign', own.name); end if;
  if with_freezes or with_changes then
    touched := case when asked is null then array(select s.id from systems s where s.client_id = own.id)
      else array(select s.id from systems s where s.client_id = own.id and fold_name(s.name) = asked) end;
    if asked is not null and touched = '{}' then return jsonb_build_object('noSystem', answer_gate.system); end if;
  end if;
  -- A question without an application also covers the applications that are halted one by one.
  if folded_application is null then
    applications := applications || array(select distinct fold_name(h.application) from halts h where h.lifted_at is null and coalesce(h.client_id, 0) = any (array[0, own.id]) and h.application is not null);
  end if;
  return jsonb_build_object('client', own.name, 'at', utc(at), 'inTheWay', gate_blockers(own.id, applications, place, touched, with_freezes, with_changes, at));
end
$$;

-- What blocks a deploy: halts always, freezes and running changes of the systems only where the query includes them.
create or replace function gate_blockers(for_client bigint, applications text[], place text, touched bigint[], with_freezes boolean, with_changes boolean, at timestamptz) returns jsonb
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  return (
    select coalesce(jsonb_agg(blocker.way order by blocker.rank, blocker.since), '[]') from (
      select 1 as rank, h.placed_at as since, jsonb_build_object('kind', 'halt', 'halt', h.id, 'reason', text_body(h.reason_text_id), 'since', utc(h.placed_at)) as way
      from (select * from halts
        where lifted_at is null and coalesce(client_id, 0) = any (array[0, for_client])
          and fold_name(coalesce(halts.application, '')) = any (applications)
          and (halts.environment is null or place is null or fold_name(halts.environment) = place)
        order by halts.placed_at limit 20) h
      union all
      select 2, lower(s.during), jsonb_build_object('kind', 'freeze', 'freeze', f.name, 'since', utc(lower(s.during)), 'until', utc(upper(s.during)))
      from freezes f
      -- "offset 0": from the few freezes that cover the client to their times, never from all that are in force.
      cross join lateral (select during from freeze_spans where freeze_id = f.id and during @> at offset 0) s
      where with_freezes and (f.covers = 'all' or f.client_id = for_client or f.system_id = any (touched))
      union all
      select 3, c.started_at, jsonb_build_object('kind', 'change', 'change', c.number, 'status', c.status, 'since', utc(c.started_at), 'until', utc(c.window_end),
        'systems', (select jsonb_agg(y.name order by y.name) from change_systems t join systems y on y.id = t.system_id where t.change_id = c.id and t.system_id = any (touched)))
      from changes c
      where with_changes and not c.status in ('closed', 'rejected', 'cancelled') and c.status in ('in_progress', 'failed')
        and exists (select from change_systems t where t.change_id = c.id and t.system_id = any (touched))) blocker);
end
$$;

-- A halt names a registered client, an application, an environment, or a combination: one without any would halt nothing.
create or replace function check_halt_aimed(posted jsonb) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case
    when posted is null then null
    when coalesce(posted ->> 'client', posted ->> 'application', posted ->> 'environment', '') = '' then '{"none": true}'::jsonb
    when posted ->> 'client' <> '' and not exists (select from clients where name = posted ->> 'client')
      then jsonb_build_object('unknown', posted ->> 'client')
    else 'true' end
$$;

create or replace function apply_halt(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  if e.seq = 1 then
    insert into halts (id, status, client_id, application, environment, reason_text_id, placed_by, placed_at, step_seq, last_event_id)
    values (e.subject_id, e.to_status, (select id from clients where name = data ->> 'client'), data ->> 'application', data ->> 'environment',
      event_text_id(e.id, 'reason', null), e.person_id, e.received_at, e.seq, e.id);
  else
    update halts set status = e.to_status, lifted_at = e.received_at, step_seq = e.seq, last_event_id = e.id where id = e.subject_id;
  end if;
end
$$;

create or replace function apply_gate_token(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  if e.step = 'make_token' then
    if not exists (select from clients where id = (data ->> 'ofClient')::bigint) then
      perform refuse('no_such_client');
    end if;
    insert into gate_tokens (name, client_id, token_sha256, event_id, created_at)
    values (data ->> 'name', (data ->> 'ofClient')::bigint, decode(data ->> 'gateToken', 'hex'), e.id, e.received_at);
  else
    update gate_tokens set revoked_at = e.received_at where id = (data ->> 'token')::bigint and revoked_at is null;
    if not found then
      perform refuse('no_such_token');
    end if;
  end if;
end
$$;

-- Derives each row from its event, because guard_event_only_writes cannot tell our triggers from somebody else's.
create or replace function guard_halt() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  data jsonb;
  follows boolean := false;
begin
  if TG_TABLE_NAME = 'halts' and TG_OP <> 'DELETE' then
    select v.* into e from events v where v.id = NEW.last_event_id and v.subject_type = 'halt' and v.subject_id = NEW.id
      and v.to_status = NEW.status and v.seq = NEW.step_seq;
    data := e.canonical::jsonb -> 'data';
    follows := case e.step
      when 'place_halt' then TG_OP = 'INSERT' and NEW.lifted_at is null and (NEW.placed_by, NEW.placed_at) = (e.person_id, e.received_at)
        and (NEW.application, NEW.environment) is not distinct from (data ->> 'application', data ->> 'environment')
        and NEW.client_id is not distinct from (select id from clients where name = data ->> 'client')
      when 'lift_halt' then TG_OP = 'UPDATE' and OLD.lifted_at is null and NEW.lifted_at = e.received_at
        and (NEW.id, NEW.reason_text_id, NEW.placed_by, NEW.placed_at) = (OLD.id, OLD.reason_text_id, OLD.placed_by, OLD.placed_at)
        and (NEW.client_id, NEW.application, NEW.environment) is not distinct from (OLD.client_id, OLD.application, OLD.environment)
      end;
  elsif TG_TABLE_NAME = 'gate_tokens' then
    follows := case TG_OP
      when 'INSERT' then NEW.revoked_at is null and exists (select from events v where v.id = NEW.event_id and v.subject_type = 'installation' and v.step = 'make_token'
        and v.canonical::jsonb -> 'data' ->> 'gateToken' = encode(NEW.token_sha256, 'hex') and (v.canonical::jsonb -> 'data' ->> 'ofClient')::bigint = NEW.client_id)
      when 'UPDATE' then OLD.revoked_at is null
        and (NEW.id, NEW.name, NEW.client_id, NEW.token_sha256, NEW.event_id, NEW.created_at) = (OLD.id, OLD.name, OLD.client_id, OLD.token_sha256, OLD.event_id, OLD.created_at)
        and (ended_by_deactivation((select made.person_id from events made where made.id = NEW.event_id), NEW.revoked_at)
          or exists (select from events v where v.subject_type = 'installation' and v.step = 'revoke_token' and v.received_at = NEW.revoked_at
            and (v.canonical::jsonb -> 'data' ->> 'token')::bigint = NEW.id)) end;
  end if;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on halts for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on halts for each row execute function guard_halt();
create trigger refuse_truncate before truncate on halts for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on gate_tokens for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on gate_tokens for each row execute function guard_halt();
create trigger refuse_truncate before truncate on gate_tokens for each statement execute function refuse_truncate();

grant select on halts to windlass_app;
grant select (id, name, client_id, event_id, created_at, revoked_at) on gate_tokens to windlass_app;
grant execute on function check_halt_aimed(jsonb), answer_gate(bytea, text, text, text, text, boolean, boolean) to windlass_app;
