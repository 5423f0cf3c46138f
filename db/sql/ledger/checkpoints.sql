-- Stores a checkpoint under a lock, so that the newest one is always the largest; false for one that is smaller.
create or replace function store_checkpoint(size bigint, root bytea, note text, verifier_key text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from worker_locks where name = 'checkpoint' for update;
  if store_checkpoint.size < (select c.size from checkpoints c order by c.id desc limit 1) then return false; end if;
  insert into checkpoints (size, root, note, verifier_key, at)
  values (store_checkpoint.size, store_checkpoint.root, store_checkpoint.note, store_checkpoint.verifier_key, store_checkpoint.at);
  return true;
end
$$;

-- From now on somebody outside may hold this checkpoint, so later exports must prove consistency with it.
create or replace function mark_checkpoint_handed_out(checkpoint bigint) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update checkpoints set handed_out_at = windlass_now() where id = checkpoint and handed_out_at is null
$$;

-- Whether a checkpoint has the form that C2SP prescribes: a verifier key, and a note with this size, root and time that ends in a
-- signature naming this key. PostgreSQL cannot verify the signature itself: every reader does.
create or replace function is_well_formed_checkpoint(c checkpoints) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  said text[] := regexp_match(c.verifier_key, '^([^+[:space:]]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$');
  key bytea := decode(said[3], 'base64');
  signature text := regexp_replace(c.note, '^.*\n\n— [^ ]+ ([A-Za-z0-9+/]{91}=)\n$', '\1');
begin
  return coalesce(get_byte(key, 0) = 1 and encode(substr(sha256(convert_to(said[1], 'UTF8') || '\x0a'::bytea || key), 1, 4), 'hex') = said[2]
    and c.note = concat(said[1], e'\n', c.size, e'\n', encode(c.root, 'base64'), e'\nat ', utc(c.at), e'\n\n— ', said[1], ' ', signature, e'\n')
    and length(signature) = 92 and encode(substr(decode(signature, 'base64'), 1, 4), 'hex') = said[2], false);
exception when invalid_parameter_value then return false;
end
$$;

-- A checkpoint must match the ledger and its own note, and is immutable but for being marked as handed out, once.
create or replace function guard_checkpoint() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and NEW.size <= (select coalesce(max(log_index), 0) from ledger_entries) and NEW.handed_out_at is null
    and NEW.size >= coalesce((select size from checkpoints order by id desc limit 1), 0) and is_well_formed_checkpoint(NEW) and NEW.root = ledger_root(NEW.size)
    or TG_OP = 'UPDATE' and OLD.handed_out_at is null
      and (NEW.id, NEW.size, NEW.root, NEW.note, NEW.verifier_key, NEW.at) = (OLD.id, OLD.size, OLD.root, OLD.note, OLD.verifier_key, OLD.at) then
    return NEW;
  end if;
  perform refuse('checkpoint_as_signed');
  return null;
end
$$;

-- A table lock until the caller's transaction ends. A verification takes minutes, and a row lock would make that a writing
-- transaction, which must not last so long.
create or replace function try_verification_lock() returns boolean language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table worker_locks in share update exclusive mode nowait;
  return true;
exception when lock_not_available then
  return false;
end
$$;

-- Plausibility limits for what the worker writes: no more events than exist, times in order and not in the future, a message that
-- fits a page. The signature is verified by every reader.
create or replace function guard_verification() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if NEW.size between 0 and (select coalesce(max(log_index), 0) from ledger_entries) and NEW.started_at <= NEW.ended_at and NEW.ended_at <= windlass_now()
    and length(NEW.words) between 1 and 2000 and length(NEW.note) <= 5000 then return NEW; end if;
  perform refuse('verification_of_the_log');
  return null;
end
$$;

-- Limits for what the worker reports about itself, because the ledger's page shows it as it is.
create or replace function guard_ledger_worker_status() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(NEW.last_pass_at <= windlass_now(), true) and jsonb_typeof(NEW.blocking_sessions) = 'array' and length(NEW.blocking_sessions::text) <= 50000
    and not exists (select from jsonb_array_elements(case jsonb_typeof(NEW.blocking_sessions) when 'array' then NEW.blocking_sessions else '[]' end) s
      where jsonb_typeof(s) <> 'object' or s - array['pid', 'application', 'user', 'how', 'since'] <> '{}'
        or (jsonb_typeof(s -> 'pid') = 'number' and jsonb_typeof(s -> 'application') = 'string' and jsonb_typeof(s -> 'user') = 'string'
          and s ->> 'how' in ('blocks', 'open') and s ->> 'since' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$') is not true) then return NEW; end if;
  perform refuse('worker_in_bounds');
  return null;
end
$$;

create trigger guard_checkpoint before insert or delete or update on checkpoints for each row execute function guard_checkpoint();
create trigger refuse_truncate before truncate on checkpoints for each statement execute function refuse_truncate();

create trigger guard_verification before insert on verifications for each row execute function guard_verification();
create trigger refuse_rewrite before delete or update on verifications for each row execute function refuse_rewrite();
create trigger refuse_truncate before truncate on verifications for each statement execute function refuse_truncate();

create trigger guard_ledger_worker_status before update on ledger_worker_status for each row execute function guard_ledger_worker_status();

grant select on checkpoints, verifications, ledger_worker_status to windlass_app;
grant execute on function mark_checkpoint_handed_out(bigint) to windlass_app;
grant select on checkpoints, verifications, ledger_worker_status to windlass_worker;
grant insert (started_at, ended_at, size, ok, words, note) on verifications to windlass_worker;
grant update (last_pass_at, blocking_sessions) on ledger_worker_status to windlass_worker;
grant execute on function try_verification_lock(), store_checkpoint(bigint, bytea, text, text, timestamptz) to windlass_worker;
