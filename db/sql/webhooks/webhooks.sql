-- A webhook follows from its events. What it names must have been stored before: its address and its keys are in no event.
create or replace function apply_webhook(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  was webhooks;
begin
  select * into was from webhooks where id = e.subject_id;
  perform check_webhook(e.step, was, body -> 'data');
  if e.seq = 1 then
    insert into webhooks select (webhook_after(null, e)).*;
  else
    update webhooks w set (status, name, origin, address_hash, template, event_types, client_id, signing_key, old_signing_key, old_key_until, enabled_event_id, stop_reason, step_seq, last_event_id)
      = (n.status, n.name, n.origin, n.address_hash, n.template, n.event_types, n.client_id, n.signing_key, n.old_signing_key, n.old_key_until, n.enabled_event_id, n.stop_reason, n.step_seq, n.last_event_id)
    from webhook_after(was, e) n where w.id = e.subject_id;
  end if;
end
$$;

create or replace function check_webhook(step text, was webhooks, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  -- So that the worker reads few, however long it runs.
  if step = 'add_webhook' and (select count(*) from webhooks) >= 100 then perform refuse('too_many_webhooks', jsonb_build_object('most', 100)); end if;
  if step = 'drop_old_key' and was.old_signing_key is null then perform refuse('no_old_key'); end if;
  if data ? 'ofClient' and not exists (select from clients where id = (data ->> 'ofClient')::bigint) then perform refuse('no_such_client'); end if;
  if data ? 'ofClient' and data -> 'eventTypes' ? 'ledger.event' then perform refuse('ledger_is_of_no_client'); end if;
  if data ? 'address' <> data ? 'addressHash' then perform refuse('secret_not_stored'); end if;
  perform check_webhook_secret(data ->> named) from unnest(array['addressHash', 'signingKey']) named where data ? named;
end
$$;

-- The row of a webhook after an event, from the row before it.
create or replace function webhook_after(was webhooks, e events) returns webhooks language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  data constant jsonb := e.canonical::jsonb -> 'data';
begin
  was.id := e.subject_id;
  was.status := e.to_status;
  was.step_seq := e.seq;
  was.last_event_id := e.id;
  if e.step in ('add_webhook', 'amend_webhook') then
    was.name := data ->> 'name';
    was.template := data ->> 'template';
    was.event_types := array(select jsonb_array_elements_text(data -> 'eventTypes'));
    was.client_id := (data ->> 'ofClient')::bigint;
  end if;
  was.origin := coalesce(data ->> 'address', was.origin);
  was.address_hash := coalesce(decode(data ->> 'addressHash', 'hex'), was.address_hash);
  case e.step
    when 'add_webhook' then
      was.added_by := e.person_id;
      was.added_at := e.received_at;
    when 'rotate_webhook' then
      was.old_signing_key := was.signing_key;
      was.old_key_until := e.received_at + interval '7 days';
    when 'drop_old_key' then
      was.old_signing_key := null;
      was.old_key_until := null;
    else null;
  end case;
  was.signing_key := coalesce(decode(data ->> 'signingKey', 'hex'), was.signing_key);
  if e.step in ('add_webhook', 'enable_webhook') then was.enabled_event_id := e.id; end if;
  was.stop_reason := case when e.step = 'stop_webhook' then data ->> 'because' when e.to_status = 'disabled' then was.stop_reason end;
  return was;
end
$$;

-- Derives each row from its event, because guard_event_only_writes cannot tell our triggers from somebody else's.
create or replace function guard_webhook() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
begin
  if TG_OP <> 'DELETE' then
    select * into e from events where subject_type = 'webhook' and subject_id = NEW.id order by seq desc limit 1;
  end if;
  if e.id is null or TG_OP = 'UPDATE' and OLD.step_seq >= e.seq or NEW is distinct from webhook_after(case TG_OP when 'UPDATE' then OLD end, e) then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return NEW;
end
$$;

-- Whether `topic` names events that a webhook can be sent: those of a step, all of a type of record, or the whole log.
create or replace function is_webhook_topic(topic text) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select topic = 'ledger.event' or topic ~ '^(change|incident|system|freeze|halt)\.(\*|[a-z_]{1,60})$'
    and (split_part(topic, '.', 2) = '*' or exists (select from rules r where r.subject_type = split_part(topic, '.', 1) and r.step = split_part(topic, '.', 2)))
$$;

create trigger a_guard_event_only_writes before insert or delete or update on webhooks for each row execute function guard_event_only_writes();
create trigger b_guard_webhook before insert or delete or update on webhooks for each row execute function guard_webhook();
create trigger refuse_truncate before truncate on webhooks for each statement execute function refuse_truncate();

grant select on webhooks to windlass_app;
