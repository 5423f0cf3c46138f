-- Drops an obsolete notice when it is claimed, the last moment at which that can be known.
create or replace function drop_obsolete_notice() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := windlass_now();
  because text := obsolete_reason(NEW, at);
begin
  if because is not null then
    insert into events (subject_type, subject_id, step, person_id, received_at, input)
    values ('delivery', NEW.id, 'drop', system_actor(), at, jsonb_build_object('because', because));
  end if;
  return null;
end
$$;

-- Why a notice is no longer true or useful; null while it is.
create or replace function obsolete_reason(d deliveries, at timestamptz) returns text language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  if d.obsolete_after <= at then return 'The notice expired before it could be sent.'; end if;
  if d.channel = 'webhook' and exists (select from webhooks w where w.id = d.webhook_id and w.status = 'disabled') then return 'The webhook is disabled.'; end if;
  if d.channel = 'email' and not exists (select from people p where p.id = d.person_id and p.deactivated_at is null and p.email ~ '\S'
    and exists (select from person_roles r where r.person_id = p.id)) then
    return 'The recipient no longer has a role or an address.';
  end if;
  if d.channel = 'email' and exists (select from email_opt_outs u join notice_rules r on r.kind = u.kind and not r.mandatory where u.person_id = d.person_id and u.kind = d.kind) then
    return 'The recipient switched this e-mail off.';
  end if;
  return coalesce(change_obsolete_reason(d, at), record_obsolete_reason(d, at));
end
$$;

create or replace function change_obsolete_reason(d deliveries, at timestamptz) returns text language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  c changes;
  cause events;
  documentation constant text[] := array['documentation_due', 'documentation_pressing', 'documentation_overdue'];
begin
  select * into c from changes where id = d.change_id;
  select * into cause from events where id = d.event_id;
  case
    when d.kind = 'review_waiting' and (c.status, c.revision) is distinct from ('submitted', cause.revision) then return 'The change no longer waits for a review.';
    when d.kind = 'approval_waiting' and (c.status, c.revision) is distinct from ('reviewed', cause.revision) then return 'The change no longer waits for an approval.';
    when d.kind = 'after_review_waiting' and c.step_seq <> cause.seq then return 'The emergency no longer waits for this review.';
    when d.kind = 'window_opening' and (c.status <> 'scheduled' or at >= c.window_start or not starts_with(d.key, window_notice_key(d.kind, c.id, c.window_start))) then
      return 'The window was moved, or the change has started.';
    when d.kind = 'window_overrun' and (c.status <> 'in_progress' or at < c.window_end) then return 'The change no longer overruns its window.';
    when d.kind = any (documentation) and c.facts_complete_at is not null then return 'The emergency is documented.';
    when d.kind = any (documentation) and exists (select from deliveries later where later.change_id = d.change_id and later.channel = d.channel
      and later.person_id is not distinct from d.person_id and later.status in ('queued', 'delivered')
      and array_position(documentation, later.kind) > array_position(documentation, d.kind)) then
      return 'A later reminder replaced this one.';
    else return null;
  end case;
end
$$;

create or replace function record_obsolete_reason(d deliveries, at timestamptz) returns text language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  cause events;
begin
  select * into cause from events where id = d.event_id;
  case
    when d.kind = 'freeze_placed' and not exists (select from freeze_spans s where s.freeze_id = d.freeze_id and upper(s.during) > at) then return 'The freeze is over.';
    when d.kind = 'halt_placed' and (select h.lifted_at from halts h where h.id = d.halt_id) is not null then return 'The halt was lifted.';
    when d.kind = 'halt_stands' and ((select h.lifted_at from halts h where h.id = d.halt_id) is not null
      or not starts_with(d.key, (select halt_notice_key(h, at) from halts h where h.id = d.halt_id))) then return 'The halt was lifted, or a later reminder replaced this one.';
    when d.kind = 'entry_expiring' and not exists (select from entries e where e.id = d.entry_id and e.status = 'approved' and e.expires_on >= site_day(at)) then
      return 'The entry is no longer in use.';
    when d.kind = 'token_expiring' and not exists (select from api_tokens t where t.id = noticed_token(d) and t.revoked_at is null and t.expires_at > at) then
      return 'The token has ended.';
    when d.kind = 'policy_review_due' and not starts_with(d.key, policy_notice_key()) then return 'The policy was reviewed.';
    when d.kind = 'delegation_placed' and not exists (select from delegations l where l.id = d.delegation_id and l.ended_at is null and upper(l.during) > at) then
      return 'The delegation has ended.';
    when d.kind = 'account_resembles' and exists (select from account_pairs a where (a.later_id, a.earlier_id)
      = (greatest(cause.subject_id, (cause.canonical::jsonb -> 'data' ->> 'account')::bigint), least(cause.subject_id, (cause.canonical::jsonb -> 'data' ->> 'account')::bigint))
      and a.verdict is not null) then
      return 'An operations lead decided about the accounts.';
    when d.kind = 'findings_open' and not exists (select from findings f where f.answered_at is null and (d.person_id is null or f.owner_id = d.person_id)) then
      return 'All findings are resolved.';
    else return null;
  end case;
end
$$;
