create or replace function guard_ledger_order() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from added a left join ledger_entries before on before.log_index = a.log_index - 1 where a.log_index < 1 or a.log_index > 1 and before.log_index is null)
    or exists (select from added a join events e on e.id = a.event_id where a.leaf <> leaf_hash(e.canonical))
    or exists (select from added a join events e on e.id = a.event_id
      join events before on before.subject_type = e.subject_type and before.subject_id = e.subject_id and before.seq = e.seq - 1
      left join ledger_entries l on l.event_id = before.id where l.log_index is null or l.log_index > a.log_index) then
    perform refuse('log_in_order');
  end if;
  return null;
end
$$;

create or replace function guard_ledger_node() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  below bytea[] := case NEW.level
    when 8 then array(select leaf from ledger_entries where log_index > NEW.index * 256 and log_index <= (NEW.index + 1) * 256 order by log_index)
    when 16 then array(select hash from ledger_nodes where level = 8 and index >= NEW.index * 256 and index < (NEW.index + 1) * 256 order by index) end;
begin
  if cardinality(below) = 256 and NEW.hash = merkle_root(below) then return NEW; end if;
  perform refuse('node_of_its_leaves');
  return null;
end
$$;

create or replace function guard_ledger_queue() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and pg_trigger_depth() > 1 and not exists (select from ledger_entries where event_id = NEW.event_id)
    and exists (select from events where id = NEW.event_id) then
    return NEW;
  end if;
  if TG_OP = 'DELETE' and exists (select from ledger_entries where event_id = OLD.event_id) then return OLD; end if;
  perform refuse('waits_for_the_log');
  return null;
end
$$;

create or replace function refuse_rewrite() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse('not_rewritten', jsonb_build_object('table', TG_TABLE_NAME));
  return null;
end
$$;

create or replace function guard_export() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from events e where e.id = NEW.event_id and e.step = 'export' and e.person_id = NEW.person_id and e.received_at = NEW.at
    and e.canonical::jsonb -> 'data' ->> 'exported' = NEW.file_name) then return NEW; end if;
  perform refuse('export_is_an_event');
  return null;
end
$$;

create trigger refuse_rewrite before delete or update on ledger_entries for each row execute function refuse_rewrite();
create trigger count_step_usage after insert on ledger_entries referencing new table as added for each statement execute function count_step_usage();
create trigger guard_ledger_order after insert on ledger_entries referencing new table as added for each statement
  execute function guard_ledger_order();
create trigger refuse_truncate before truncate on ledger_entries for each statement execute function refuse_truncate();

create trigger guard_ledger_node before insert on ledger_nodes for each row execute function guard_ledger_node();
create trigger refuse_rewrite before delete or update on ledger_nodes for each row execute function refuse_rewrite();
create trigger refuse_truncate before truncate on ledger_nodes for each statement execute function refuse_truncate();

create trigger guard_ledger_queue before insert or delete or update on ledger_queue for each row execute function guard_ledger_queue();
create trigger refuse_truncate before truncate on ledger_queue for each statement execute function refuse_truncate();

create trigger guard_export before insert on exports for each row execute function guard_export();
create trigger refuse_rewrite before delete or update on exports for each row execute function refuse_rewrite();
create trigger refuse_truncate before truncate on exports for each statement execute function refuse_truncate();

grant select on ledger_entries, ledger_nodes, ledger_queue, exports to windlass_app;
grant select on ledger_entries, ledger_nodes, ledger_queue to windlass_worker;
