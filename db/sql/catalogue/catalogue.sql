create or replace function apply_entry(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  root bigint;
begin
  if e.seq = 1 then
    perform validate_template(e, coalesce(data -> 'blanks', '[]'));
    select coalesce(r.root_id, r.id) into root from entries r where r.id = (data ->> 'replaces')::bigint;
    if root is not null then perform from record_chains where subject_type = 'entry' and subject_id = root for update; end if;
    perform refuse_duplicate_entry(text_body(event_text_id(e.id, 'title', null)), data ->> 'entryKind', root);
    insert into entries (id, kind, status, version, category, reversible, allowed_in_freeze, template_fields, title_text_id, what_text_id, rollback_plan_text_id, verification_text_id,
      expires_on, replaces_id, root_id, from_change_id, step_seq, last_event_id)
    values (e.subject_id, data ->> 'entryKind', e.to_status,
      coalesce((select max(v.version) + 1 from entries v where root in (v.id, v.root_id)), 1), data ->> 'category', coalesce((data ->> 'reversible')::boolean, false),
      coalesce((data ->> 'allowedInFreeze')::boolean, false), coalesce(data -> 'blanks', '[]'), event_text_id(e.id, 'title', null), event_text_id(e.id, 'what', null),
      event_text_id(e.id, 'rollbackPlan', null), event_text_id(e.id, 'verification', null), (data ->> 'expiresOn')::date, (data ->> 'replaces')::bigint, root,
      (data ->> 'fromChange')::bigint, e.seq, e.id);
    insert into entry_systems (entry_id, system_id) select e.subject_id, s::bigint from jsonb_array_elements_text(coalesce(data -> 'systems', '[]')) s;
    insert into entry_clients (entry_id, client_id) select e.subject_id, s::bigint from jsonb_array_elements_text(coalesce(data -> 'clients', '[]')) s;
  else
    update entries set status = e.to_status, step_seq = e.seq, last_event_id = e.id where id = e.subject_id;
  end if;
end
$$;

-- Refuses a title that differs from another entry's only in spelling: an approver notices an equal title, not a look-alike.
-- Versions of one entry share a title. The row lock on the entry counter keeps a duplicate from being proposed meanwhile.
create or replace function refuse_duplicate_entry(title text, of_kind text, first_version bigint) returns void language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  twin text;
begin
  select text_body(o.title_text_id) into twin from entries o
  where o.kind = of_kind and o.status in ('proposed', 'approved', 'suspended') and coalesce(o.root_id, o.id) is distinct from first_version
    and fold_name(text_body(o.title_text_id)) = fold_name(title) and text_body(o.title_text_id) <> title limit 1;
  if twin is not null then
    perform refuse('entry_is_there', jsonb_build_object('name', title, 'as', twin));
  end if;
end
$$;

-- Every placeholder of the template must be declared, and every declared field used.
create or replace function validate_template(e events, template_fields jsonb) returns void language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  used text[] := array(select distinct m[1] from texts t, regexp_matches(t.text, '\{([^{}\s]*)\}', 'g') m
    where t.event_id = e.id and t.field in ('what', 'rollbackPlan', 'verification'));
  declared text[] := array(select b ->> 'name' from jsonb_array_elements(template_fields) b);
  odd text;
begin
  select n into odd from unnest(used) n where n <> all (declared) limit 1;
  if odd is not null then
    perform refuse('blank_undeclared', jsonb_build_object('named', '{' || left(odd, 60) || '}'));
  end if;
  select d into odd from unnest(declared) d where d <> all (used) limit 1;
  if odd is not null then
    perform refuse('blank_unnamed', jsonb_build_object('name', odd, 'named', '{' || odd || '}'));
  end if;
  if is_placeholder_plan((select t.text from texts t where t.event_id = e.id and t.field = 'rollbackPlan')) then
    perform refuse('plan_is_none');
  end if;
  select d into odd from unnest(declared) d group by d having count(*) > 1 limit 1;
  if odd is not null then
    perform refuse('blank_twice', jsonb_build_object('name', odd));
  end if;
end
$$;

-- Only one version of an entry is live: approving one replaces the older ones in the same transaction.
create or replace function replace_older_versions() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  root bigint := (select coalesce(root_id, id) from entries where id = NEW.subject_id);
  older record;
begin
  perform from record_chains where subject_type = 'entry' and subject_id = root for update;
  if exists (select from entries v join entries mine on mine.id = NEW.subject_id
    where root in (v.id, v.root_id) and v.version > mine.version and v.status in ('approved', 'suspended')) then
    perform refuse('older_version');
  end if;
  -- Those still proposed are left alone: two leads who approve two versions at once would wait for each other.
  for older in select v.id from entries v where root in (v.id, v.root_id) and v.id <> NEW.subject_id and v.status in ('approved', 'suspended') order by v.id loop
    perform from record_chains where subject_type = 'entry' and subject_id = older.id for update;
    if (select status in ('approved', 'suspended') from entries where id = older.id) then
      insert into events (subject_type, subject_id, step, person_id, session_id, cause_id, loaded, received_at)
      values ('entry', older.id, 'replace', NEW.person_id, NEW.session_id, NEW.id, NEW.loaded, NEW.received_at);
    end if;
  end loop;
  return null;
end
$$;

-- A standard change that failed was not low-risk: the live version of its entry is suspended until a lead approves it again. Loaded
-- history of a demonstration suspends nothing, because it contains the steps that followed as well.
create or replace function suspend_entry() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  root bigint := (select coalesce(e.root_id, e.id) from changes c join entries e on e.id = c.entry_id where c.id = NEW.subject_id and c.type = 'standard');
  live bigint;
begin
  if root is null then return null; end if;
  -- The first version's chain is the lock under which versions replace each other.
  perform from record_chains where subject_type = 'entry' and subject_id = root for update;
  for live in select id from entries v where root in (v.id, v.root_id) and v.status = 'approved' order by v.id loop
    perform from record_chains where subject_type = 'entry' and subject_id = live for update;
    if (select status = 'approved' from entries where id = live) then
      insert into events (subject_type, subject_id, step, person_id, session_id, cause_id, loaded, received_at)
      values ('entry', live, 'suspend', NEW.person_id, NEW.session_id, NEW.id, NEW.loaded, NEW.received_at);
    end if;
  end loop;
  return null;
end
$$;

create or replace function guard_entry_client() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and exists (select from entries r join events e on e.id = r.last_event_id
    where r.id = NEW.entry_id and e.step = 'propose' and e.canonical::jsonb -> 'data' -> 'clients' @> to_jsonb(NEW.client_id)) then
    return NEW;
  end if;
  perform refuse_without_event(TG_TABLE_NAME);
  return null;
end
$$;

-- An approved entry must stay what was approved: later events may change only its status.
create or replace function guard_entry() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
begin
  select v.* into e from events v where v.id = NEW.last_event_id;
  if NEW.status <> e.to_status or NEW.step_seq <> e.seq or TG_OP = 'UPDATE' and
    (to_jsonb(NEW) - array['status', 'step_seq', 'last_event_id']) <> (to_jsonb(OLD) - array['status', 'step_seq', 'last_event_id']) then
    perform refuse('entry_as_proposed');
  end if;
  return NEW;
end
$$;

-- The systems of an entry follow from its proposal.
create or replace function guard_entry_system() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  said jsonb;
  is_valid boolean := false;
begin
  select e.canonical::jsonb -> 'data' into said from entries r join events e on e.id = r.last_event_id where r.id = NEW.entry_id;
  is_valid := TG_OP = 'INSERT' and said -> 'systems' @> to_jsonb(NEW.system_id);
  if is_valid is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on entries for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on entries for each row execute function guard_derived_row();
create trigger c_guard_entry before insert or update on entries for each row execute function guard_entry();
create trigger refuse_truncate before truncate on entries for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on entry_clients for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on entry_clients for each row
  execute function guard_entry_client();
create trigger refuse_truncate before truncate on entry_clients for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on entry_systems for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on entry_systems for each row execute function guard_entry_system();
create trigger refuse_truncate before truncate on entry_systems for each statement execute function refuse_truncate();

grant select on entries, entry_clients, entry_systems to windlass_app;
