-- Changes that follow from another: what its emergency or its failure asked for.

-- The draft says which change it follows; that there is one of that number is judged with its fields.
create function note_follow_up() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into follow_ups (change_id, follows_id)
  select NEW.subject_id, followed::bigint from (select NEW.canonical::jsonb -> 'data' ->> 'follows' as followed) said where followed is not null;
  return null;
end
$$;
--> statement-breakpoint
create trigger c_note_follow_up after insert on events for each row when (NEW.step = 'draft') execute function note_follow_up();
--> statement-breakpoint
alter table events enable always trigger c_note_follow_up;
--> statement-breakpoint
create function a_follow_up_follows_its_draft() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and exists (select from events where subject_type = 'change' and subject_id = NEW.change_id and step = 'draft'
    and (canonical::jsonb -> 'data' ->> 'follows')::bigint = NEW.follows_id) then
    return NEW;
  end if;
  perform refuse('What a change follows is said by its draft, once (Change Records).', '{"because": "kept"}');
  return null;
end
$$;
--> statement-breakpoint
create trigger a_only_events_write_here before insert or update or delete on follow_ups for each row execute function only_events_write_here();
--> statement-breakpoint
create trigger b_follows_its_event before insert or update or delete on follow_ups for each row execute function a_follow_up_follows_its_draft();
--> statement-breakpoint
create trigger records_are_not_emptied before truncate on follow_ups for each statement execute function records_are_not_emptied();
--> statement-breakpoint
alter table follow_ups enable always trigger a_only_events_write_here;
--> statement-breakpoint
alter table follow_ups enable always trigger b_follows_its_event;
--> statement-breakpoint
alter table follow_ups enable always trigger records_are_not_emptied;
