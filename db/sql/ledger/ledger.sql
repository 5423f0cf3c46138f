-- Wakes the ledger's worker for what somebody waits for (exports, checkpoints, verifications). It sequences all other events
-- at its next pass, so that ordinary steps send no notification.
create or replace function notify_ledger_worker() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := NEW.canonical::jsonb -> 'data';
begin
  if NEW.step = 'export' then
    insert into exports (event_id, person_id, at, file_name, change_id, period_start, period_end, client_id, system_id, type)
    values (NEW.id, NEW.person_id, NEW.received_at, data ->> 'exported', (data ->> 'ofChange')::bigint, (data ->> 'periodStart')::timestamptz,
      (data ->> 'periodEnd')::timestamptz, (data ->> 'ofClient')::bigint, (data ->> 'ofSystem')::bigint, data ->> 'ofType');
  end if;
  perform pg_notify('windlass_log', NEW.step);
  return null;
end
$$;

create or replace function queue_for_ledger() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into ledger_queue (event_id) values (NEW.id);
  return null;
end
$$;

-- Assigns the next gap-free log indexes to at most `batch_limit` committed events. An event that is not committed yet is not visible
-- here and follows later, so the order is that of commits. Events of one record commit in the order of their ids, because
-- their writers wait for each other. Null while another worker is sequencing.
create or replace function sequence_events(batch_limit integer) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  last_index bigint;
  added_count integer;
begin
  if not try_worker_lock('log') then return null; end if;
  select coalesce(max(log_index), 0) into last_index from ledger_entries;
  insert into ledger_entries (log_index, event_id, leaf)
  select last_index + row_number() over (order by e.id), e.id, leaf_hash(e.canonical)
  from events e where e.id in (
    select q.event_id from ledger_queue q where not exists (select from ledger_entries l where l.event_id = q.event_id) order by q.event_id limit batch_limit);
  get diagnostics added_count = row_count;
  delete from ledger_queue q using ledger_entries l where l.event_id = q.event_id and l.log_index > last_index;
  insert into ledger_nodes (level, index, hash)
  select 8, block, merkle_root(array(select leaf from ledger_entries where log_index > block * 256 and log_index <= (block + 1) * 256 order by log_index))
  from generate_series(last_index / 256, (last_index + added_count) / 256 - 1) block;
  insert into ledger_nodes (level, index, hash)
  select 16, block, merkle_root(array(select hash from ledger_nodes where level = 8 and index >= block * 256 and index < (block + 1) * 256 order by index))
  from generate_series(last_index / 65536, (last_index + added_count) / 65536 - 1) block;
  return added_count;
end
$$;

-- Takes a named lock until the transaction ends; false while another transaction has it. A row lock rather than an advisory
-- lock, which anybody who can connect could take and keep.
create or replace function try_worker_lock(called text) returns boolean language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from worker_locks where name = called for update skip locked;
  return found;
end
$$;

-- The root over 2^n hashes: RFC 6962, section 2.1.
create or replace function merkle_root(hashes bytea[]) returns bytea language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  while cardinality(hashes) > 1 loop
    hashes := array(select sha256('\x01'::bytea || hashes[2 * i - 1] || hashes[2 * i]) from generate_series(1, cardinality(hashes) / 2) i order by i);
  end loop;
  return hashes[1];
end
$$;

create or replace function leaf_hash(canonical text) returns bytea language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select sha256('\x00'::bytea || convert_to(canonical, 'UTF8')) $$;

-- The Merkle root of the first `size` entries (RFC 6962, section 2.1), combining complete subtrees from right to left. Null
-- where a stored node is missing.
create or replace function ledger_root(size bigint) returns bytea language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  root bytea;
  height integer;
  hashes bytea[];
  whole integer;
  width integer;
  peak bytea;
begin
  if size = 0 then return sha256(''); end if;
  foreach height in array array[0, 8, 16] loop
    whole := case height when 16 then size >> 16 else (size >> height) & 255 end;
    hashes := case height
      when 0 then array(select leaf from ledger_entries where log_index > size - whole and log_index <= size order by log_index)
      else array(select hash from ledger_nodes where level = height and index >= (size >> height) - whole and index < size >> height order by index) end;
    if cardinality(hashes) <> whole then return null; end if;
    width := 1;
    while whole > 0 loop
      if whole & width > 0 then
        peak := merkle_root(hashes[whole - width + 1 : whole]);
        root := case when root is null then peak else sha256('\x01'::bytea || peak || root) end;
        whole := whole - width;
      end if;
      width := width * 2;
    end loop;
  end loop;
  return root;
end
$$;

grant execute on function sequence_events(integer) to windlass_worker;
