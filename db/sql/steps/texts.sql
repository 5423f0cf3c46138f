-- Free text is stored apart and the event holds a salted hash, so that a text can be redacted while its event still verifies.
create or replace function store_text(event bigint, field text, field_position integer, value text) returns text language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  grain bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
begin
  if has_control_chars(value) then
    perform refuse('field_invisible', jsonb_build_object('field', field));
  end if;
  if length(value) > 10000 then
    perform refuse('field_too_long', jsonb_build_object('field', field));
  end if;
  insert into texts (event_id, field, position, salt, text) values (event, store_text.field, field_position, grain, value);
  return encode(sha256(grain || convert_to(value, 'UTF8')), 'hex');
end
$$;

create or replace function event_text_id(event bigint, field_name text, otherwise bigint) returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select id from texts where event_id = event and field = field_name and texts.position = 0), otherwise)
$$;

-- Ids by field.
create or replace function event_text_ids(event bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_object_agg(field, id), '{}') from texts where event_id = event and texts.position = 0
$$;

create or replace function text_body(text_id bigint) returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select text from texts where id = text_id $$;

-- A redacted text has a row without text: `instead` then; null where there is no row.
create or replace function text_body_or(text_id bigint, instead text) returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select coalesce(text, instead) from texts where id = text_id $$;

create or replace function has_control_chars(value text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return value ~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]';
end
$$;

create or replace function has_visible_text(value text) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return value ~ ('[^' || invisible_chars() || ']');
end
$$;

-- The content of a regular-expression class: all spaces, Unicode's default-ignorable characters, and the blank Braille pattern.
create or replace function invisible_chars() returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select '\u0009-\u000d\u0020\u0085\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff'
$$;

-- Redaction deletes the text and its salt, the search vector, form drafts of the author or the record, and stored responses with
-- the unsalted hash of the posted form: from any of these the text could be recovered or guessed. The event and its salted hash
-- stay. Runs before apply_event, so that what is derived from texts no longer contains it.
create or replace function redact_text() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  target bigint := (NEW.canonical::jsonb -> 'data' ->> 'redacted')::bigint;
  gone texts;
  author bigint;
  page text := case NEW.subject_type when 'change' then '/changes/CHG-' || NEW.subject_id when 'incident' then '/incidents/INC-' || NEW.subject_id else '/freezes' end;
begin
  select * into gone from texts where id = target for update;
  select person_id into author from events where id = gone.event_id and id <> NEW.id and subject_type = NEW.subject_type and subject_id = NEW.subject_id;
  if author is null then
    perform refuse('text_of_another');
  end if;
  if gone.text is null then
    perform refuse('text_is_redacted');
  end if;
  update texts set text = null, salt = null, redaction_event_id = NEW.id where id = target;
  if gone.field = 'attachments' then update attachments set content = null where text_id = target; end if;
  delete from form_drafts where person_id = author or path = page or path like page || '/%';
  delete from idempotency_keys where person_id = author and (response ->> 'id')::bigint = NEW.subject_id;
  -- Whoever has the calendar open reads it again.
  perform pg_notify('windlass_calendar', case NEW.subject_type when 'change' then NEW.subject_id::text else NEW.subject_type end);
  return null;
end
$$;

create or replace function guard_text() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'UPDATE' and pg_trigger_depth() > 1 then
    if OLD.text is not null and NEW.text is null and NEW.salt is null
      and (NEW.id, NEW.event_id, NEW.field, NEW.position) = (OLD.id, OLD.event_id, OLD.field, OLD.position)
      and exists (select from events where id = NEW.redaction_event_id and step = 'redact' and (canonical::jsonb -> 'data' ->> 'redacted')::bigint = OLD.id) then
      return NEW;
    end if;
  end if;
  perform refuse('text_stays');
  return null;
end
$$;

create or replace function remove_redacted_from_search() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if (select step from events where id = NEW.last_event_id) = 'redact' then
    NEW.search := setweight(to_tsvector('english', coalesce(text_body(NEW.title_text_id), '')), 'A') || to_tsvector('english',
      concat_ws(' ', text_body(NEW.what_text_id), text_body(NEW.why_text_id), text_body(NEW.rollback_plan_text_id)));
  end if;
  return NEW;
end
$$;

create trigger a_guard_event_only_writes before insert on texts for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert on texts for each row execute function guard_derived_row();
create trigger guard_text before delete or update on texts for each row execute function guard_text();
create trigger refuse_truncate before truncate on texts for each statement execute function refuse_event_change();

grant select on texts to windlass_app;
grant execute on function text_body(bigint), text_body_or(bigint, text), invisible_chars(), has_visible_text(text) to windlass_app;
grant select on texts to windlass_worker;
