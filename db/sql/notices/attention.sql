-- Who is named in a note, and who watches what: both are told, and get no right by it.

-- The people named in a note, and their notice.
create or replace function store_mentions() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  named bigint[] := array(select (x #>> '{}')::bigint from jsonb_array_elements(NEW.canonical::jsonb -> 'data' -> 'mentions') x);
begin
  named := array_remove(named, NEW.person_id);
  insert into mentions (event_id, person_id, change_id, at) select NEW.id, person, NEW.subject_id, NEW.received_at from unnest(named) person;
  if named <> '{}' and not NEW.loaded then perform queue_attention_notice(NEW, 'named_in_note', named); end if;
  return null;
end
$$;

-- Whoever watches the change, one of its systems or their clients, and gets no other e-mail about this step.
create or replace function queue_watch_notices() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  targets text[];
  watchers bigint[];
begin
  if not exists (select from watches) then return null; end if;
  targets := 'change:' || NEW.subject_id || array(select unnest(array['system:' || s.id, 'client:' || s.client_id])
    from change_systems t join systems s on s.id = t.system_id where t.change_id = NEW.subject_id);
  watchers := array(select distinct w.person_id from watches w where w.target = any (targets) and w.person_id <> NEW.person_id
    and not exists (select from deliveries d where d.event_id = NEW.id and d.person_id = w.person_id));
  if watchers <> '{}' then perform queue_attention_notice(NEW, 'watched_step', watchers); end if;
  return null;
end
$$;

create or replace function queue_attention_notice(e events, kind text, recipients bigint[]) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  notice deliveries;
begin
  if not exists (select from channel_states where configured) then return; end if;
  notice.kind := kind;
  notice.key := kind || ' ' || e.id;
  notice.event_id := e.id;
  notice.change_id := e.subject_id;
  notice.queued_at := e.received_at;
  perform queue_notice(notice, recipients);
end
$$;

create or replace function watch(e events, watched text) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into watches (person_id, target, event_id) values (e.subject_id, watched, e.id)
  on conflict (person_id, target) do update set event_id = excluded.event_id;
  if (select count(*) from watches where person_id = e.subject_id) > 100 then perform refuse('too_many_watched', jsonb_build_object('most', 100)); end if;
end
$$;

-- Opening the change is reading its notes. No event: what somebody looked at is no record.
create or replace function see_mentions(token_sha256 bytea, change bigint) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update mentions set seen_at = windlass_now() where person_id = (select person_id from live_session($1)) and change_id = $2 and seen_at is null
$$;

-- A mention is written by its event; afterwards only that it was seen changes.
create or replace function guard_mention() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and pg_trigger_depth() > 1 then return NEW; end if;
  if TG_OP = 'UPDATE' and OLD.seen_at is null and (NEW.event_id, NEW.person_id, NEW.change_id, NEW.at) = (OLD.event_id, OLD.person_id, OLD.change_id, OLD.at) then
    return NEW;
  end if;
  perform refuse('by_events_alone', jsonb_build_object('table', 'mentions'));
  return null;
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on watches for each row execute function guard_event_only_writes();
create trigger refuse_truncate before truncate on watches for each statement execute function refuse_truncate();

create trigger guard_mention before insert or delete or update on mentions for each row execute function guard_mention();
create trigger refuse_truncate before truncate on mentions for each statement execute function refuse_truncate();

grant select on watches, mentions to windlass_app;
grant execute on function see_mentions(bytea, bigint) to windlass_app;
