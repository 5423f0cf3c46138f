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

create or replace function leaf_of(canonical text) returns bytea language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select sha256('\x00'::bytea || convert_to(canonical, 'UTF8')) $$;

create or replace function queue_for_the_log() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into log_queue (event_id) values (NEW.id);
  return null;
end
$$;

-- Whether it is now this transaction's turn; false while another has it. A lock on a row that no other role can reach: an
-- advisory lock anybody could take, who can connect, and keep.
create or replace function take_turn(called text) returns boolean language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from turns where name = called for update skip locked;
  return found;
end
$$;

-- The same for what goes on longer than a transaction should that writes: while the caller's lasts, nobody else verifies.
create or replace function verify_alone() returns boolean language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table turns in share update exclusive mode nowait;
  return true;
exception when lock_not_available then
  return false;
end
$$;

-- Gives at most `most` committed events their places, in the order in which they were committed and without a gap: what
-- is not committed is not seen here, and is placed later. Two events of one record are committed in the order of their
-- ids, and so are placed in it. Null while another worker is at it.
create or replace function sequence_events(most integer) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  last bigint;
  placed integer;
begin
  if not take_turn('log') then return null; end if;
  select coalesce(max(place), 0) into last from log_entries;
  insert into log_entries (place, event_id, leaf)
  select last + row_number() over (order by e.id), e.id, leaf_of(e.canonical)
  from events e where e.id in (
    select q.event_id from log_queue q where not exists (select from log_entries l where l.event_id = q.event_id) order by q.event_id limit most);
  get diagnostics placed = row_count;
  delete from log_queue q using log_entries l where l.event_id = q.event_id and l.place > last;
  insert into log_nodes (level, index, hash)
  select 8, block, merkle_root(array(select leaf from log_entries where place > block * 256 and place <= (block + 1) * 256 order by place))
  from generate_series(last / 256, (last + placed) / 256 - 1) block;
  insert into log_nodes (level, index, hash)
  select 16, block, merkle_root(array(select hash from log_nodes where level = 8 and index >= block * 256 and index < (block + 1) * 256 order by index))
  from generate_series(last / 65536, (last + placed) / 65536 - 1) block;
  return placed;
end
$$;

create or replace function the_log_is_what_was_committed() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from added a left join log_entries before on before.place = a.place - 1 where a.place < 1 or a.place > 1 and before.place is null)
    or exists (select from added a join events e on e.id = a.event_id where a.leaf <> leaf_of(e.canonical))
    or exists (select from added a join events e on e.id = a.event_id
      join events before on before.subject_type = e.subject_type and before.subject_id = e.subject_id and before.seq = e.seq - 1
      left join log_entries l on l.event_id = before.id where l.place is null or l.place > a.place) then
    perform refuse('The log holds every event once, in order, without a gap (Change Records).', '{"because": "kept"}');
  end if;
  return null;
end
$$;

create or replace function a_node_is_of_its_leaves() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  below bytea[] := case NEW.level
    when 8 then array(select leaf from log_entries where place > NEW.index * 256 and place <= (NEW.index + 1) * 256 order by place)
    when 16 then array(select hash from log_nodes where level = 8 and index >= NEW.index * 256 and index < (NEW.index + 1) * 256 order by index) end;
begin
  if cardinality(below) = 256 and NEW.hash = merkle_root(below) then return NEW; end if;
  perform refuse('A node of the log is the root over what is below it (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

create or replace function what_waits_for_the_log() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and pg_trigger_depth() > 1 and not exists (select from log_entries where event_id = NEW.event_id)
    and exists (select from events where id = NEW.event_id) then
    return NEW;
  end if;
  if TG_OP = 'DELETE' and exists (select from log_entries where event_id = OLD.event_id) then return OLD; end if;
  perform refuse('An event waits for its place in the log until it has one (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

create or replace function the_log_is_kept() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse(format('Nobody updates or deletes what the table %s holds (Change Records).', TG_TABLE_NAME), '{"because": "kept"}');
  return null;
end
$$;

-- The root over the first events of the log, from the leaves and nodes that it holds (RFC 6962, section 2.1): its complete
-- subtrees from the right to the left. Null where one is missing.
create or replace function log_root(size bigint) returns bytea language plpgsql stable
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
      when 0 then array(select leaf from log_entries where place > size - whole and place <= size order by place)
      else array(select hash from log_nodes where level = height and index >= (size >> height) - whole and index < size >> height order by index) end;
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

-- Whether a checkpoint is written as C2SP writes one: the key is a verifier key, and the note says this size, this root and
-- this moment and ends with a signature that names this key. Whether the signature is true, PostgreSQL cannot say: whoever
-- reads it does.
create or replace function is_checkpoint(c checkpoints) returns boolean language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
declare
  said text[] := regexp_match(c.verifier_key, '^([^+[:space:]]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$');
  key bytea := decode(said[3], 'base64');
  signed text := regexp_replace(c.note, '^.*\n\n— [^ ]+ ([A-Za-z0-9+/]{91}=)\n$', '\1');
begin
  return coalesce(get_byte(key, 0) = 1 and encode(substr(sha256(convert_to(said[1], 'UTF8') || '\x0a'::bytea || key), 1, 4), 'hex') = said[2]
    and c.note = concat(said[1], e'\n', c.size, e'\n', encode(c.root, 'base64'), e'\nat ', utc(c.at), e'\n\n— ', said[1], ' ', signed, e'\n')
    and length(signed) = 92 and encode(substr(decode(signed, 'base64'), 1, 4), 'hex') = said[2], false);
exception when invalid_parameter_value then return false;
end
$$;

-- A checkpoint is of the log that is there, says in its note what its row says, and stays so; that it was handed out is noted once.
create or replace function a_checkpoint_is_kept() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'INSERT' and NEW.size <= (select coalesce(max(place), 0) from log_entries) and NEW.handed_out_at is null
    and NEW.size >= coalesce((select size from checkpoints order by id desc limit 1), 0) and is_checkpoint(NEW) and NEW.root = log_root(NEW.size)
    or TG_OP = 'UPDATE' and OLD.handed_out_at is null
      and (NEW.id, NEW.size, NEW.root, NEW.note, NEW.verifier_key, NEW.at) = (OLD.id, OLD.size, OLD.root, OLD.note, OLD.verifier_key, OLD.at) then
    return NEW;
  end if;
  perform refuse('A checkpoint is of a log that is there, and stays what it was signed as (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

-- What a verification found: of no more events than there are, not ended before it began nor after now, in words that fit a
-- page. Whether the worker signed it, whoever reads it says.
create or replace function a_verification_is_bounded() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if NEW.size between 0 and (select coalesce(max(place), 0) from log_entries) and NEW.started_at <= NEW.ended_at and NEW.ended_at <= windlass_now()
    and length(NEW.words) between 1 and 2000 and length(NEW.note) <= 5000 then return NEW; end if;
  perform refuse('A verification is of a log that is there, and of a time that was (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

create or replace trigger a_verification_is_bounded before insert on verifications for each row execute function a_verification_is_bounded();
alter table verifications enable always trigger a_verification_is_bounded;

-- What the worker says of itself, as the ledger's page tells it: of no later time than now, and few sessions, each in short words.
create or replace function what_the_worker_says_is_bounded() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(NEW.looked_at <= windlass_now(), true) and jsonb_typeof(NEW.in_the_way) = 'array' and length(NEW.in_the_way::text) <= 50000
    and not exists (select from jsonb_array_elements(case jsonb_typeof(NEW.in_the_way) when 'array' then NEW.in_the_way else '[]' end) s
      where jsonb_typeof(s) <> 'object' or s - array['pid', 'application', 'user', 'how', 'since'] <> '{}'
        or (jsonb_typeof(s -> 'pid') = 'number' and jsonb_typeof(s -> 'application') = 'string' and jsonb_typeof(s -> 'user') = 'string'
          and s ->> 'how' in ('blocks', 'open') and s ->> 'since' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$') is not true) then return NEW; end if;
  perform refuse('The worker says when it looked, and which sessions it saw (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

create or replace trigger what_the_worker_says_is_bounded before update on log_state for each row execute function what_the_worker_says_is_bounded();
alter table log_state enable always trigger what_the_worker_says_is_bounded;

create or replace function an_export_is_an_event() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from events e where e.id = NEW.event_id and e.step = 'export' and e.person_id = NEW.person_id and e.received_at = NEW.at
    and e.canonical::jsonb -> 'data' ->> 'exported' = NEW.exported) then return NEW; end if;
  perform refuse('What left the product is an event of whoever took it (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

-- Keeps a checkpoint, one at a time, so that the newest is never of fewer events than another: false for one that is.
create or replace function keep_checkpoint(size bigint, root bytea, note text, verifier_key text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from turns where name = 'checkpoint' for update;
  if keep_checkpoint.size < (select c.size from checkpoints c order by c.id desc limit 1) then return false; end if;
  insert into checkpoints (size, root, note, verifier_key, at)
  values (keep_checkpoint.size, keep_checkpoint.root, keep_checkpoint.note, keep_checkpoint.verifier_key, keep_checkpoint.at);
  return true;
end
$$;

-- That somebody holds this checkpoint from now on, outside.
create or replace function hand_out_checkpoint(checkpoint bigint) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update checkpoints set handed_out_at = windlass_now() where id = checkpoint and handed_out_at is null
$$;

-- The log's worker is woken by what waits for it; events are numbered without being called.
create or replace function call_the_log() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := NEW.canonical::jsonb -> 'data';
begin
  if NEW.step = 'export' then
    insert into exports (event_id, person_id, at, exported, change_id, from_at, to_at, client_id, system_id, type)
    values (NEW.id, NEW.person_id, NEW.received_at, data ->> 'exported', (data ->> 'ofChange')::bigint, (data ->> 'periodStart')::timestamptz,
      (data ->> 'periodEnd')::timestamptz, (data ->> 'ofClient')::bigint, (data ->> 'ofSystem')::bigint, data ->> 'ofType');
  end if;
  perform pg_notify('windlass_log', NEW.step);
  return null;
end
$$;

-- A text, or what stands instead where it was redacted; null where nothing was written.
create or replace function text_or(text_id bigint, instead text) returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select coalesce(text, instead) from texts where id = text_id $$;

-- A redacted text goes with its salt, from its table, from the search, from the forms that are kept for its person or its
-- record, and with the unsalted hash of the form in which it was posted; its event stays, with the hash of what nobody can
-- know any more. Before the event is applied: what is derived from texts then no longer finds it.
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
    perform refuse('That text is not one of this record.', '{"because": "field", "field": "redacted"}');
  end if;
  if gone.text is null then
    perform refuse('That text is redacted already.', '{"because": "field", "field": "redacted"}');
  end if;
  update texts set text = null, salt = null, redacted_by = NEW.id where id = target;
  delete from kept_forms where person_id = author or path = page or path like page || '/%';
  delete from posts where person_id = author and (answer ->> 'id')::bigint = NEW.subject_id;
  -- Whoever has the calendar open reads it again.
  perform pg_notify('windlass_calendar', case NEW.subject_type when 'change' then NEW.subject_id::text else NEW.subject_type end);
  return null;
end
$$;

create or replace function texts_are_kept_or_redacted() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'UPDATE' and pg_trigger_depth() > 1 then
    if OLD.text is not null and NEW.text is null and NEW.salt is null
      and (NEW.id, NEW.event_id, NEW.field, NEW.place) = (OLD.id, OLD.event_id, OLD.field, OLD.place)
      and exists (select from events where id = NEW.redacted_by and step = 'redact' and (canonical::jsonb -> 'data' ->> 'redacted')::bigint = OLD.id) then
      return NEW;
    end if;
  end if;
  perform refuse('Nobody updates or deletes a text: an operations lead redacts it, with a reason (Change Records).', '{"because": "kept"}');
  return null;
end
$$;

create or replace function what_is_redacted_is_not_found() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if (select step from events where id = NEW.last_event_id) = 'redact' then
    NEW.search := setweight(to_tsvector('english', coalesce(text_of(NEW.title_text), '')), 'A') || to_tsvector('english',
      concat_ws(' ', text_of(NEW.what_text), text_of(NEW.why_text), text_of(NEW.rollback_plan_text)));
  end if;
  return NEW;
end
$$;

create or replace function answer_finding() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update findings set answered_at = NEW.received_at, answered_by = NEW.person_id, answer_text = text_at(NEW.id, 'answer', null)
  where id = (NEW.canonical::jsonb -> 'data' ->> 'finding')::bigint and incident_id = NEW.subject_id and answered_at is null;
  if not found then
    perform refuse('There is no such finding of this incident, or it is answered already.', '{"because": "field", "field": "finding"}');
  end if;
  return null;
end
$$;

create or replace function a_finding_is_answered_once() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if OLD.answered_at is null and (NEW.id, NEW.incident_id, NEW.finding_text, NEW.owner_id, NEW.due_on) = (OLD.id, OLD.incident_id, OLD.finding_text, OLD.owner_id, OLD.due_on)
    and exists (select from texts t join events e on e.id = t.event_id where t.id = NEW.answer_text and e.subject_type = 'incident' and e.subject_id = NEW.incident_id
      and e.step = 'answer' and (e.canonical::jsonb -> 'data' ->> 'finding')::bigint = NEW.id and e.person_id = NEW.answered_by and e.received_at = NEW.answered_at) then
    return NEW;
  end if;
  perform refuse('A finding stays what it was; it is answered once (Failed Changes).', '{"because": "kept"}');
  return null;
end
$$;
