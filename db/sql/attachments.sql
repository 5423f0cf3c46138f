-- Files beside a step. The event holds the salted hash of a text that says name, type, size and SHA-256; the bytes follow in the
-- same transaction, and are what that text says, or nothing is committed.
create or replace function parse_files(event bigint, field text, spec jsonb, given jsonb) returns jsonb language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  item record;
  list jsonb := '[]';
begin
  if jsonb_typeof(given) <> 'array' or jsonb_array_length(given) not between 1 and (spec ->> 'most')::integer then
    perform refuse('too_many_files', jsonb_build_object('field', field, 'most', spec -> 'most'));
  end if;
  for item in select value as file, ordinality - 1 as place from jsonb_array_elements(given) with ordinality loop
    if jsonb_typeof(item.file) <> 'string' or file_described_by(item.file #>> '{}') is null then
      perform refuse('field_misfit', jsonb_build_object('field', field));
    end if;
    list := list || jsonb_build_object('file', store_text(event, field, item.place::integer, item.file #>> '{}'));
  end loop;
  return list;
end
$$;

-- Type, size and SHA-256 in hexadecimal of a text as `describeFile` writes it; null of any other.
create or replace function file_described_by(description text) returns text[] language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select regexp_match(description, '^[^/\\\n]{1,200}, (image/png|image/jpeg|application/pdf|text/plain), (\d{1,8}) bytes, SHA-256 ([0-9a-f]{64})$')
$$;

-- The bytes of the file in that place of the change's latest step with files, which the caller has just taken. Sent again with a
-- repeated form, nothing is stored twice.
create or replace function store_attachment(change bigint, place integer, bytes bytea) returns void language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  of_step record;
begin
  select t.id, e.person_id, t.text into of_step from events e join texts t on t.event_id = e.id
    where e.subject_type = 'change' and e.subject_id = change and t.field = 'attachments' and t.position = place
    order by e.seq desc limit 1;
  if of_step.person_id is distinct from (select person_id from caller_session()) then perform refuse('file_of_no_step'); end if;
  if exists (select from attachments where text_id = of_step.id) then return; end if;
  insert into attachments (text_id, content) values (of_step.id, bytes);
end
$$;

-- A row is inserted as its text describes it, and loses its bytes with the redaction of that text; nothing else.
create or replace function guard_attachment() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  described text[];
begin
  if TG_OP = 'INSERT' then
    select file_described_by(t.text) into described from texts t where t.id = NEW.text_id and t.field = 'attachments';
    if described[3] is distinct from encode(sha256(NEW.content), 'hex') or described[2]::integer <> octet_length(NEW.content)
      or octet_length(NEW.content) > 10485760 or not has_content_of(described[1], NEW.content) then
      perform refuse('file_unlike_its_step');
    end if;
    if (select count(*) from events o join events e on e.subject_type = o.subject_type and e.subject_id = o.subject_id
        join texts t on t.event_id = e.id and t.field = 'attachments' join attachments a on a.text_id = t.id
        where o.id = (select event_id from texts where id = NEW.text_id)) >= 100 then
      perform refuse('too_many_attachments', jsonb_build_object('most', 100));
    end if;
    return NEW;
  end if;
  if TG_OP = 'UPDATE' and pg_trigger_depth() > 1 and NEW.text_id = OLD.text_id and NEW.content is null
    and exists (select from texts where id = OLD.text_id and redaction_event_id is not null) then
    return NEW;
  end if;
  perform refuse('text_stays');
  return null;
end
$$;

-- The least that bytes of a type are: the full check is `checkFile`, which reads every byte.
create or replace function has_content_of(type text, content bytea) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  case type
    when 'image/png' then return substr(content, 1, 8) = '\x89504e470d0a1a0a' and substr(content, octet_length(content) - 7) = '\x49454e44ae426082';
    when 'image/jpeg' then return substr(content, 1, 3) = '\xffd8ff' and substr(content, octet_length(content) - 1) = '\xffd9';
    when 'application/pdf' then return substr(content, 1, 5) = '\x255044462d';
    when 'text/plain' then return convert_from(content, 'UTF8') ~ '\S';
    else return false;
  end case;
exception
  -- No UTF-8, or a null character.
  when character_not_in_repertoire or untranslatable_character then return false;
end
$$;

create or replace function refuse_missing_file() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from texts t where t.event_id = NEW.id and t.field = 'attachments' and t.text is not null
    and not exists (select from attachments a where a.text_id = t.id)) then
    perform refuse('file_of_no_step');
  end if;
  return null;
end
$$;

create trigger guard_attachment before insert or delete or update on attachments for each row execute function guard_attachment();
create trigger refuse_truncate before truncate on attachments for each statement execute function refuse_event_change();

grant select on attachments to windlass_app;
grant execute on function store_attachment(bigint, integer, bytea) to windlass_app;
