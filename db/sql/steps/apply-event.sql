create or replace function apply_event() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  body jsonb := NEW.canonical::jsonb;
begin
  insert into record_chains (subject_type, subject_id, last_seq, last_hash) values (NEW.subject_type, NEW.subject_id, NEW.seq, NEW.hash)
  on conflict (subject_type, subject_id) do update set last_seq = excluded.last_seq, last_hash = excluded.last_hash;
  case NEW.subject_type
    when 'change' then perform apply_change(NEW, body);
    when 'incident' then perform apply_incident(NEW, body);
    when 'entry' then perform apply_entry(NEW, body);
    when 'system' then perform apply_system(NEW, body);
    when 'freeze' then if not NEW.aside then perform apply_freeze(NEW, body); end if;
    when 'person' then perform apply_person(NEW, body);
    when 'roster' then perform apply_roster(NEW, body);
    when 'delivery' then perform apply_delivery(NEW, body);
    when 'delegation' then perform apply_delegation(NEW, body);
    when 'halt' then perform apply_halt(NEW, body);
    when 'import' then perform apply_import(NEW, body);
    when 'account' then perform apply_account(NEW, body -> 'data');
    when 'webhook' then perform apply_webhook(NEW, body);
    when 'installation' then perform apply_installation(NEW, body);
  end case;
  if NEW.token_id is not null then perform check_token_limits(NEW.token_id, NEW.subject_type, NEW.subject_id); end if;
  return null;
end
$$;

-- Derives each row from its event, because guard_event_only_writes cannot tell our triggers from somebody else's.
create or replace function guard_derived_row() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  follows boolean := false;
begin
  case TG_TABLE_NAME
    when 'texts' then
      follows := TG_OP = 'INSERT' and not exists (select from events where id = NEW.event_id);
    when 'record_chains' then
      if TG_OP <> 'DELETE' then
        follows := TG_OP = 'INSERT' and NEW.last_seq = 0 or NEW.last_hash = (select hash from events
          where subject_type = NEW.subject_type and subject_id = NEW.subject_id and seq >= NEW.last_seq order by seq desc limit 1);
      end if;
    else
      follows := TG_OP <> 'DELETE' and NEW.last_event_id > case TG_OP when 'UPDATE' then OLD.last_event_id else 0 end
        and exists (select from events where id = NEW.last_event_id and subject_id = NEW.id
          and subject_type = case TG_TABLE_NAME when 'incidents' then 'incident' when 'entries' then 'entry' when 'freezes' then 'freeze' end);
  end case;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;
