-- Changes of another system. The event of an import holds the number of its records and a hash over them; the records follow in
-- the same transaction, and are what the event says, or nothing is committed. They are never rows of `changes`.
create or replace function apply_import(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  earlier bigint;
begin
  if e.step = 'import_past' then
    -- Two imports of one file wait for each other on the counter that numbered them.
    select id into earlier from imports where file_hash = decode(data ->> 'fileHash', 'hex') and status = 'imported' limit 1;
    if earlier is not null then perform refuse('file_was_imported', jsonb_build_object('import', earlier)); end if;
    insert into imports (id, status, source_system, file_name, file_hash, mapping_text_id, row_report_text_id, record_count, left_out, records_hash,
      imported_by, imported_at, step_seq, last_event_id)
    values (e.subject_id, e.to_status, data ->> 'sourceSystem', data ->> 'fileName', decode(data ->> 'fileHash', 'hex'), event_text_id(e.id, 'mapping', null),
      event_text_id(e.id, 'rowReport', null), (data ->> 'recordCount')::integer, (data ->> 'leftOut')::integer, decode(data ->> 'recordsHash', 'hex'),
      e.person_id, e.received_at, e.seq, e.id);
  else
    update imports set status = e.to_status, withdrawn_at = e.received_at, step_seq = e.seq, last_event_id = e.id where id = e.subject_id;
  end if;
end
$$;

-- Derives each row from its event, because guard_event_only_writes cannot tell our triggers from somebody else's.
create or replace function guard_import() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  data jsonb;
  follows boolean := false;
begin
  if TG_OP <> 'DELETE' then
    select v.* into e from events v where v.id = NEW.last_event_id and v.subject_type = 'import' and v.subject_id = NEW.id
      and v.to_status = NEW.status and v.seq = NEW.step_seq;
    data := e.canonical::jsonb -> 'data';
    follows := case e.step
      when 'import_past' then TG_OP = 'INSERT' and NEW.withdrawn_at is null and (NEW.imported_by, NEW.imported_at) = (e.person_id, e.received_at)
        and (NEW.source_system, NEW.file_name, NEW.file_hash, NEW.records_hash, NEW.record_count, NEW.left_out)
          = (data ->> 'sourceSystem', data ->> 'fileName', decode(data ->> 'fileHash', 'hex'), decode(data ->> 'recordsHash', 'hex'),
            (data ->> 'recordCount')::integer, (data ->> 'leftOut')::integer)
      when 'withdraw_import' then TG_OP = 'UPDATE' and OLD.withdrawn_at is null and NEW.withdrawn_at = e.received_at
        and (NEW.id, NEW.source_system, NEW.file_name, NEW.file_hash, NEW.mapping_text_id, NEW.row_report_text_id, NEW.record_count, NEW.left_out, NEW.records_hash,
            NEW.imported_by, NEW.imported_at)
          is not distinct from (OLD.id, OLD.source_system, OLD.file_name, OLD.file_hash, OLD.mapping_text_id, OLD.row_report_text_id, OLD.record_count, OLD.left_out,
            OLD.records_hash, OLD.imported_by, OLD.imported_at)
      end;
  end if;
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

-- The records of the import that the caller has just made, by their rows. Sent again with a repeated form, nothing is stored twice.
create or replace function store_imported_records(for_import bigint, records jsonb) returns void language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if (select imported_by from imports where id = for_import) is distinct from (select person_id from caller_session()) then
    perform refuse('records_of_no_import');
  end if;
  if exists (select from imported_records where import_id = for_import and row_number = (records -> 0 ->> 'row_number')::integer) then return; end if;
  insert into imported_records (import_id, row_number, salt, row_hash, foreign_number, title, foreign_type, foreign_status, client, system,
    requested_by, approved_by, planned_start, planned_end, actual_start, actual_end, outcome, link)
  select for_import, r.row_number, decode(r.salt, 'hex'), decode(r.row_hash, 'hex'), r.foreign_number, r.title, r.foreign_type, r.foreign_status, r.client, r.system,
    r.requested_by, r.approved_by, r.planned_start, r.planned_end, r.actual_start, r.actual_end, r.outcome, r.link
  from jsonb_to_recordset(records) as r (row_number integer, salt text, row_hash text, foreign_number text, title text, foreign_type text, foreign_status text,
    client text, system text, requested_by text, approved_by text, planned_start timestamptz, planned_end timestamptz, actual_start timestamptz,
    actual_end timestamptz, outcome text, link text);
end
$$;

-- SHA-256 of a record: salt, row and fields in the order of `lib/imports/canonical-record.ts`, each with its length in bytes.
create or replace function imported_record_hash(r imported_records) returns bytea language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select sha256(convert_to(string_agg(coalesce(octet_length(word) || ':' || word, '-'), ',' order by place), 'UTF8'))
  from unnest(array[encode(r.salt, 'hex'), r.row_number::text, r.foreign_number, r.title, r.foreign_type, r.foreign_status, r.client, r.system, r.requested_by,
    r.approved_by, utc(r.planned_start), utc(r.planned_end), utc(r.actual_start), utc(r.actual_end), r.outcome, r.link]) with ordinality w (word, place)
$$;

-- Over the hashes of all records of an import, a line each in the order of rows: what its event holds.
create or replace function imported_records_hash(for_import bigint) returns bytea language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select sha256(convert_to(coalesce(string_agg(encode(row_hash, 'hex'), E'\n' order by row_number), ''), 'UTF8')) from imported_records where import_id = for_import
$$;

-- A row is inserted once, under one of the numbers that its import counts, and hashed as it is. All numbers are taken as soon as
-- the import is committed, so that nothing is ever added.
create or replace function guard_imported_record() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP <> 'INSERT' or exists (select from imported_records where import_id = NEW.import_id and row_number = NEW.row_number) then
    perform refuse('imported_record_stays');
  end if;
  if not exists (select from imports where id = NEW.import_id and NEW.row_number between 1 and record_count)
    or octet_length(NEW.salt) <> 16 or has_control_chars(concat_ws(' ', NEW.foreign_number, NEW.title, NEW.foreign_type, NEW.foreign_status, NEW.client, NEW.system,
      NEW.requested_by, NEW.approved_by, NEW.outcome, NEW.link)) or NEW.row_hash is distinct from imported_record_hash(NEW) then
    perform refuse('records_unlike_import');
  end if;
  return NEW;
end
$$;

create or replace function refuse_incomplete_import() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from imports m where m.id = NEW.subject_id and m.records_hash = imported_records_hash(m.id)
    and m.record_count = (select count(*) from imported_records r where r.import_id = m.id)) then
    perform refuse('records_unlike_import');
  end if;
  return null;
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on imports for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on imports for each row execute function guard_import();
create trigger refuse_truncate before truncate on imports for each statement execute function refuse_truncate();

create trigger guard_imported_record before insert or delete or update on imported_records for each row execute function guard_imported_record();
create trigger refuse_truncate before truncate on imported_records for each statement execute function refuse_truncate();

grant select on imports, imported_records to windlass_app;
grant execute on function store_imported_records(bigint, jsonb) to windlass_app;
