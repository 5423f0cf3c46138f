-- Stores an address or a signing key for a step that its person takes next, and returns the hash by which the step names it.
-- Nobody but the worker gets it back, and only with what it sends. What no webhook names is deleted after an hour.
create or replace function store_webhook_secret(token_sha256 bytea, value text) returns text language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  person bigint := (select s.person_id from live_session($1) s);
  step events;
  salt bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  hash bytea := sha256(salt || convert_to($2, 'UTF8'));
begin
  if person is null then perform refuse('not_signed_in'); end if;
  step.subject_type := 'webhook';
  step.person_id := person;
  perform authorize_step(step, creation_rule('webhook', 'add_webhook', null), null, 1, windlass_now());
  delete from webhook_secrets s where s.stored_at < clock_timestamp() - interval '1 hour' and not is_secret_of_webhook(s.hash);
  if (select count(*) from webhook_secrets s where s.person_id = person and s.stored_at > clock_timestamp() - interval '1 hour') >= 200 then
    perform refuse('too_many_secrets');
  end if;
  insert into webhook_secrets (hash, salt, value, person_id, stored_at) values (hash, salt, $2, person, clock_timestamp());
  return encode(hash, 'hex');
end
$$;

create or replace function is_secret_of_webhook(hash bytea) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select exists (select from webhooks where $1 in (signing_key, old_signing_key, address_hash)) $$;

-- Stored by whoever takes the step, so that nobody names what another stored for another webhook.
create or replace function check_webhook_secret(hash text) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  if is_secret_of_webhook(decode($1, 'hex')) or not exists (select from webhook_secrets s where s.hash = decode($1, 'hex')
    and s.person_id = (select person_id from caller_session())) then
    perform refuse('secret_not_stored');
  end if;
end
$$;

-- What is stored stays what its hash says, and is deleted only when no webhook names it.
create or replace function guard_webhook_secret() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP = 'DELETE' and not is_secret_of_webhook(OLD.hash) then return OLD; end if;
  perform refuse('by_events_alone', jsonb_build_object('table', TG_TABLE_NAME));
  return null;
end
$$;

create trigger guard_webhook_secret before delete or update on webhook_secrets for each row execute function guard_webhook_secret();
create trigger refuse_truncate before truncate on webhook_secrets for each statement execute function refuse_truncate();

grant execute on function store_webhook_secret(bytea, text) to windlass_app;
