-- A posted step in one statement: session, idempotency key, event and stored response are committed together or not at all.
-- Security invoker on purpose: it can insert nothing that its caller could not insert directly.
create or replace function perform_step(token text, post_key uuid, post_hash bytea, kind text, record bigint, taken text, seen integer, posted jsonb, one_request boolean default false) returns jsonb
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  response jsonb;
begin
  perform set_config('windlass.session', token, true);
  if not exists (select from current_caller()) then
    perform refuse('not_signed_in');
  end if;
  response := claim_idempotency_key(post_key, post_hash, one_request);
  if response is not null then return response; end if;
  insert into events (subject_type, subject_id, step, read_at, input) values (kind, record, taken, seen, posted)
  returning jsonb_build_object('ok', true, 'id', subject_id, 'status', to_status, 'event', id) into response;
  -- A form's answer is its record's page; the API's says at which version it left the record.
  if one_request then response := response || jsonb_build_object('version', (select step_seq from current_state(kind, (response ->> 'id')::bigint))); end if;
  perform store_response(post_key, post_hash, response);
  return response;
end
$$;

-- Claims the idempotency key and returns null; for a repeated request the stored response. Whoever claims the same waits here
-- until the first is committed. A key of one request is refused with another.
create or replace function claim_idempotency_key(key uuid, hash bytea, one_request boolean default false) returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint := (select person_id from current_caller());
  stored idempotency_keys;
begin
  insert into idempotency_keys (person_id, key, request_hash, at, of_one_request)
  values (person, claim_idempotency_key.key, claim_idempotency_key.hash, clock_timestamp(), claim_idempotency_key.one_request)
  on conflict do nothing;
  if found then return null; end if;
  select * into stored from idempotency_keys where person_id = person and idempotency_keys.key = claim_idempotency_key.key and idempotency_keys.request_hash = claim_idempotency_key.hash;
  if stored.key is null then perform refuse('key_of_another_request'); end if;
  return stored.response;
end
$$;

create or replace function store_response(key uuid, hash bytea, response jsonb) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update idempotency_keys set response = $3 where person_id = (select person_id from current_caller()) and idempotency_keys.key = $1 and idempotency_keys.request_hash = $2 and idempotency_keys.response is null
$$;

-- The stored response of a repeated request; null where none was performed.
create or replace function replayed_response(token_sha256 bytea, key uuid, hash bytea) returns jsonb language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select response from idempotency_keys where person_id = (select person_id from live_caller($1)) and idempotency_keys.key = $2 and idempotency_keys.request_hash = $3
$$;

-- Records a refusal on the person's own chain: one event a minute for equal refusals, and a count. More than a hundred different
-- ones in a minute come from a script; the rest share one event, so that nobody can flood the ledger.
create or replace function record_refusal(token_sha256 bytea, step text, subject_type text, subject_id bigint, sentence text, clause text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint := (select s.person_id from live_caller($1) s);
  current_minute timestamptz := date_trunc('minute', windlass_now());
  met refusals;
begin
  if person is null then return; end if;
  met.person_id := person;
  met.step := left($2, 60);
  met.subject_type := left($3, 20);
  met.subject_id := coalesce($4, 0);
  met.sentence := left($5, 1000);
  met.clause := left($6, 60);
  if (select count(*) from refusals r where r.person_id = person and r.minute = current_minute) >= 100 and not exists (select from refusals r
    where r.person_id = person and r.minute = current_minute and (r.step, r.subject_type, r.subject_id, r.sentence) = (met.step, met.subject_type, met.subject_id, met.sentence)) then
    met.step := 'more attempts';
    met.subject_type := 'person';
    met.subject_id := person;
    met.sentence := refusal_sentence('more_attempts');
    met.clause := 'exceptions';
  end if;
  insert into refusals (person_id, step, subject_type, subject_id, sentence, clause, minute)
  values (person, met.step, met.subject_type, met.subject_id, met.sentence, met.clause, current_minute)
  on conflict (person_id, minute, step, subject_type, subject_id, sentence) do update set times = refusals.times + 1;
end
$$;

grant execute on function claim_idempotency_key(uuid, bytea, boolean), store_response(uuid, bytea, jsonb), replayed_response(bytea, uuid, bytea),
  record_refusal(bytea, text, text, bigint, text, text), perform_step(text, uuid, bytea, text, bigint, text, integer, jsonb, boolean) to windlass_app;
