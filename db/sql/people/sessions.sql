-- Called only by the sign-in callback, after it verified the identity provider's token. Null for a deactivated person, whose
-- attempt is recorded on their chain. `windlass.signing_in` attributes the identity and role events to the new session.
create or replace function sign_in(issuer text, subject text, name text, email text, roles text[], oidc_sid text, token_sha256 bytea)
returns bigint language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint;
  session bigint;
  started timestamptz := clock_timestamp();
  given_roles text[] := coalesce(sign_in.roles, '{}');
  display_name text := coalesce(clean_identity_text(sign_in.name), clean_identity_text(sign_in.email), clean_identity_text(sign_in.subject), '?');
begin
  insert into refusals (person_id, step, subject_type, subject_id, sentence, clause, minute)
  select p.id, 'sign_in', 'person', p.id, refusal_sentence('account_deactivated'), 'exceptions', date_trunc('minute', windlass_now())
  from people p where p.issuer = sign_in.issuer and p.subject = sign_in.subject and p.deactivated_at is not null
  on conflict (person_id, minute, step, subject_type, subject_id, sentence) do update set times = refusals.times + 1
  returning person_id into person;
  if person is not null then return null; end if;
  perform set_config('windlass.signing_in', 'yes', true);
  insert into people as p (issuer, subject, name, email, first_seen_at, last_seen_at)
  values (sign_in.issuer, sign_in.subject, display_name, clean_identity_text(sign_in.email), windlass_now(), windlass_now())
  on conflict (issuer, subject) do update set name = excluded.name, email = excluded.email, last_seen_at = excluded.last_seen_at
  returning id into person;
  insert into sessions (person_id, token_sha256, oidc_sid, created_at, last_seen_at, expires_at)
  values (person, sign_in.token_sha256, sign_in.oidc_sid, started, started, started + interval '8 hours')
  returning id into session;
  perform set_config('windlass.signing_in', session::text, true);
  -- What is gained before what is lost, so that a token does not end between the two.
  insert into person_roles (person_id, role, since)
  select person, given, windlass_now() from unnest(given_roles) given
  on conflict do nothing;
  delete from person_roles where person_id = person and role <> all (given_roles);
  perform set_config('windlass.signing_in', '', true);
  return person;
end
$$;

-- The event holds the digest of the token and the session's lifetime by the machine's clock, so that the verifier can check which
-- session a later event belongs to.
create or replace function record_sign_in() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into events (subject_type, subject_id, step, person_id, session_id, input)
  values ('person', NEW.person_id, 'sign_in', NEW.person_id, NEW.id, jsonb_strip_nulls(jsonb_build_object(
    'sessionToken', encode(NEW.token_sha256, 'hex'), 'sessionStart', utc(NEW.created_at), 'sessionEnd', utc(NEW.expires_at),
    'oidcSession', encode(sha256(convert_to(NEW.oidc_sid, 'UTF8')), 'hex'))));
  return null;
end
$$;

create or replace function sign_out(token_sha256 bytea) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update sessions set revoked_at = clock_timestamp() where token_sha256 = $1 and revoked_at is null
$$;

-- The event names who ended the session, not who was signed out. Inside an event's trigger that is the person of the newest
-- `end_sessions` or `deactivate` event.
create or replace function record_sign_out() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  ended events;
begin
  if OLD.revoked_at is not null then
    perform refuse('session_stays_ended');
  end if;
  if pg_trigger_depth() > 1 then
    select * into ended from events where subject_type = 'person' and subject_id = NEW.person_id and step <> 'sign_out' order by seq desc limit 1;
    if ended.step not in ('end_sessions', 'deactivate') then ended := null; end if;
  end if;
  insert into events (subject_type, subject_id, step, person_id, session_id, cause_id, input)
  values ('person', NEW.person_id, 'sign_out', coalesce(ended.person_id, NEW.person_id), NEW.id, ended.id, jsonb_build_object('sessionEnd', utc(NEW.revoked_at)));
  return null;
end
$$;

-- OIDC back-channel logout: of one session (`sid`), or of all sessions of a subject.
create or replace function end_oidc_sessions(issuer text, subject text, oidc_sid text) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  ended integer;
begin
  update sessions s set revoked_at = clock_timestamp() from people p
  where p.id = s.person_id and s.revoked_at is null and p.issuer = end_oidc_sessions.issuer
    and (p.subject = end_oidc_sessions.subject or end_oidc_sessions.subject is null)
    and (s.oidc_sid = end_oidc_sessions.oidc_sid or end_oidc_sessions.oidc_sid is null)
    and coalesce(end_oidc_sessions.subject, end_oidc_sessions.oidc_sid) is not null;
  get diagnostics ended = row_count;
  return ended;
end
$$;

-- By the machine's clock rather than windlass_now(), so that moving a demonstration's clock signs nobody out.
create or replace function live_session(token_hash bytea) returns setof sessions language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select s.* from sessions s join people p on p.id = s.person_id
  where s.token_sha256 = token_hash and s.revoked_at is null and p.deactivated_at is null
    and s.expires_at > clock_timestamp() and s.last_seen_at > clock_timestamp() - interval '30 minutes'
$$;

-- For open event streams. Does not refresh last_seen_at: a page that merely stays open must not keep its session alive.
create or replace function filter_live_tokens(tokens_sha256 bytea[]) returns setof bytea language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select token from unnest(tokens_sha256) token
  where exists (select from live_session(token) s join person_roles r on r.person_id = s.person_id)
$$;

-- Who calls: by a live session, or by a token that acts for its person.
create or replace function live_caller(token_hash bytea) returns table (person_id bigint, session_id bigint, token_id bigint) language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select s.person_id, s.id, null::bigint from live_session(token_hash) s;
  -- A step by a session, which most are, looks for no token.
  if not found then return query select t.person_id, null::bigint, t.id from live_api_token(token_hash) t; end if;
end
$$;

create or replace function current_caller() returns table (person_id bigint, session_id bigint, token_id bigint) language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select * from live_caller(sha256(convert_to(current_setting('windlass.session', true), 'UTF8')))
$$;

create or replace function caller_session() returns setof sessions language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select * from live_session(sha256(convert_to(current_setting('windlass.session', true), 'UTF8')))
$$;

-- Everything that a request needs to know about its session, in one round trip: person, current roles, active delegation, linked
-- accounts and the last step; and the version of what the process may keep in memory (reference-data.sql).
create or replace function resolve_session(token_sha256 bytea)
returns table (session_id bigint, person_id bigint, name text, email text, roles text[], created_at timestamptz, timezone text, delegation jsonb, last_step jsonb, accounts jsonb, now timestamptz, reference_version bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  session sessions;
begin
  select * into session from live_session(resolve_session.token_sha256);
  if session.id is null then return; end if;
  if session.last_seen_at < clock_timestamp() - interval '1 minute' then
    -- Last-seen times are optional: they wait for no lock and never fail a request, because a disk may be full.
    begin
      update sessions set last_seen_at = clock_timestamp()
        where id in (select s.id from sessions s where s.id = session.id for no key update skip locked);
      update people set last_seen_at = windlass_now()
        where id in (select p.id from people p where p.id = session.person_id for no key update skip locked);
    exception when insufficient_resources or disk_full or read_only_sql_transaction or lock_not_available then
    end;
  end if;
  return query select session.id, p.id, p.display_name, p.email, roles_of(p.id), session.created_at, p.timezone,
      (select jsonb_build_object('id', d.id, 'delegator', l.display_name, 'until', utc(d.until), 'delegators', d.delegators)
        from (select o.*, jsonb_agg(jsonb_build_object('id', o.placed_by, 'roles', roles_of(o.placed_by), 'accounts', array_remove(linked_accounts(o.placed_by), o.placed_by))) over () as delegators
          from active_delegations(windlass_now()) o where o.delegate_id = p.id order by o.id limit 1) d join people l on l.id = d.placed_by),
      recent_step(p.id), to_jsonb(array_remove(linked_accounts(p.id), p.id)), windlass_now(), reference_version()
    from people p where p.id = session.person_id;
end
$$;

-- The step to confirm on the next page: taken within two minutes, and by the person rather than derived from another event.
create or replace function recent_step(person bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('step', e.step, 'subject', e.subject_type, 'id', e.subject_id)
  from (select * from events where person_id = person order by id desc limit 10) e
  where e.session_id is not null and not exists (select from rules r where r.subject_type = e.subject_type and r.step = e.step and r.derived)
    and e.received_at > (select windlass_now()) - interval '2 minutes' order by e.id desc limit 1
$$;

-- Claims of the identity provider are foreign text: at most 1,000 characters, without control or direction marks; null when empty.
create or replace function clean_identity_text(said text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when has_visible_text(seen) then seen end
  from (select left(regexp_replace(said, '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]', '', 'g'), 1000) as seen) cleaned
$$;

create trigger record_sign_in after insert on sessions for each row execute function record_sign_in();
create trigger record_sign_in_of_another_account after insert on sessions for each row execute function record_resemblance();
create trigger record_sign_out after update of revoked_at on sessions for each row execute function record_sign_out();

grant execute on function caller_session(), current_caller(), resolve_session(bytea), filter_live_tokens(bytea[]), sign_out(bytea) to windlass_app;
grant execute on function sign_in(text, text, text, text, text[], text, bytea), end_oidc_sessions(text, text, text) to windlass_signin;
