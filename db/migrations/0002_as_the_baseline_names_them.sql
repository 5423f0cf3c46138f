-- What the migrations before the baseline named or typed otherwise than the schema. A database that began with the baseline has it so.
do $$
declare
  was record;
begin
  for was in select * from (values
    ('account_pairs', 'account_pairs_earlier_id_fkey', 'account_pairs_earlier_id_people_id_fk'),
    ('account_pairs', 'account_pairs_event_id_fkey', 'account_pairs_event_id_events_id_fk'),
    ('account_pairs', 'account_pairs_later_id_fkey', 'account_pairs_later_id_people_id_fk'),
    ('entries', 'entries_root_id_fkey', 'entries_root_id_entries_id_fk')) v (written, old, name)
  loop
    if exists (select from pg_constraint where conrelid = was.written::regclass and conname = was.old) then
      execute format('alter table %I rename constraint %I to %I', was.written, was.old, was.name);
    end if;
  end loop;
end
$$;
--> statement-breakpoint
alter table account_pairs alter column found_at type timestamp (6) with time zone;
--> statement-breakpoint
alter table rulebook alter column recorded_at type timestamp (6) with time zone;
