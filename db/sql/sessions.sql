-- The one clock. Only a demo can move it.
create or replace function windlass_now() returns timestamptz language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select clock_timestamp() + coalesce((select clock_offset from installation), interval '0')
$$;

-- Expressions alone, where nothing is read from a table: a function that is a query starts an executor each time.
create or replace function utc(at timestamptz) returns text language plpgsql immutable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
end
$$;

-- A refusal is a sentence; its detail says which rule, for the program that shows it.
create or replace function refuse(sentence text, because jsonb) returns void language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception using errcode = 'WL001', message = sentence, detail = because::text;
end
$$;

-- Sessions live by the machine's own clock, so that moving a demo's clock signs nobody out.
create or replace function live_session(token_hash bytea) returns setof sessions language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select s.* from sessions s join people p on p.id = s.person_id
  where s.token_sha256 = token_hash and s.revoked_at is null and p.deactivated_at is null
    and s.expires_at > clock_timestamp() and s.last_seen_at > clock_timestamp() - interval '30 minutes'
$$;

-- Which of these tokens open a session now of somebody who holds a role: asked while they watch, without their doing.
create or replace function watching_sessions(tokens_sha256 bytea[]) returns setof bytea language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select token from unnest(tokens_sha256) token
  where exists (select from live_session(token) s join person_roles r on r.person_id = s.person_id)
$$;

create or replace function caller() returns setof sessions language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select * from live_session(sha256(convert_to(current_setting('windlass.session', true), 'UTF8')))
$$;

create or replace function roles_of(person bigint) returns text[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(role order by role), '{}') from person_roles where person_id = person
$$;

-- Whose live session a token opens, with the roles held now, the delegation under which they act for a lead, and the other
-- accounts that count as theirs.
drop function if exists signed_in(bytea);
create or replace function signed_in(token_sha256 bytea)
returns table (session_id bigint, person_id bigint, name text, email text, roles text[], created_at timestamptz, timezone text, delegation jsonb, last_step jsonb, accounts jsonb, now timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  session sessions;
begin
  select * into session from live_session(signed_in.token_sha256);
  if session.id is null then return; end if;
  if session.last_seen_at < clock_timestamp() - interval '1 minute' then
    -- That somebody was here waits for nobody, and is not worth a page: a disk may be full.
    begin
      update sessions set last_seen_at = clock_timestamp()
        where id in (select s.id from sessions s where s.id = session.id for no key update skip locked);
      update people set last_seen_at = windlass_now()
        where id in (select p.id from people p where p.id = session.person_id for no key update skip locked);
    exception when insufficient_resources or disk_full or read_only_sql_transaction or lock_not_available then
    end;
  end if;
  return query select session.id, p.id, p.called, p.email, roles_of(p.id), session.created_at, p.timezone,
      (select jsonb_build_object('id', d.id, 'lender', l.called, 'until', utc(d.until), 'lenders', d.lenders)
        from (select o.*, jsonb_agg(jsonb_build_object('id', o.placed_by, 'roles', roles_of(o.placed_by), 'accounts', array_remove(accounts_of(o.placed_by), o.placed_by))) over () as lenders
          from delegations_at(windlass_now()) o where o.delegate_id = p.id order by o.id limit 1) d join people l on l.id = d.placed_by),
      last_step_of(p.id), to_jsonb(array_remove(accounts_of(p.id), p.id)), windlass_now()
    from people p where p.id = session.person_id;
end
$$;

-- The step that a person took within the last two minutes, which the page after it confirms: none that only followed from
-- another, or from a sign-in or a refusal.
create or replace function last_step_of(person bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('step', e.step, 'subject', e.subject_type, 'id', e.subject_id)
  from (select * from events where person_id = person order by id desc limit 10) e
  where e.session_id is not null and not exists (select from rules r where r.subject_type = e.subject_type and r.step = e.step and r.caused)
    and e.received_at > (select windlass_now()) - interval '2 minutes' order by e.id desc limit 1
$$;

-- What the identity provider says of somebody, as a record takes it: short, and without what nobody sees. Null where it says nothing.
create or replace function said_of_somebody(said text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when says_something(seen) then seen end
  from (select left(regexp_replace(said, '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]', '', 'g'), 1000) as seen) cleaned
$$;

-- Called by the sign-in callback alone, after the identity provider's token was verified. Null for somebody who is deactivated:
-- that they tried stands on their chain. What is told of the person and of their roles meanwhile is told in this session.
create or replace function sign_in(issuer text, subject text, name text, email text, roles text[], oidc_sid text, token_sha256 bytea)
returns bigint language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint;
  session bigint;
  begun timestamptz := clock_timestamp();
  given_roles text[] := coalesce(sign_in.roles, '{}');
  known_as text := coalesce(said_of_somebody(sign_in.name), said_of_somebody(sign_in.email), said_of_somebody(sign_in.subject), '?');
begin
  insert into refusals (person_id, step, subject_type, subject_id, sentence, clause, minute)
  select p.id, 'sign_in', 'person', p.id, 'This account is deactivated. An operations lead can reactivate it.', 'exceptions', date_trunc('minute', windlass_now())
  from people p where p.issuer = sign_in.issuer and p.subject = sign_in.subject and p.deactivated_at is not null
  on conflict (person_id, minute, step, subject_type, subject_id, sentence) do update set times = refusals.times + 1
  returning person_id into person;
  if person is not null then return null; end if;
  perform set_config('windlass.signing_in', 'yes', true);
  insert into people as p (issuer, subject, name, email, first_seen_at, last_seen_at)
  values (sign_in.issuer, sign_in.subject, known_as, said_of_somebody(sign_in.email), windlass_now(), windlass_now())
  on conflict (issuer, subject) do update set name = excluded.name, email = excluded.email, last_seen_at = excluded.last_seen_at
  returning id into person;
  insert into sessions (person_id, token_sha256, oidc_sid, created_at, last_seen_at, expires_at)
  values (person, sign_in.token_sha256, sign_in.oidc_sid, begun, begun, begun + interval '8 hours')
  returning id into session;
  perform set_config('windlass.signing_in', session::text, true);
  delete from person_roles where person_id = person and role <> all (given_roles);
  insert into person_roles (person_id, role, since)
  select person, given, windlass_now() from unnest(given_roles) given
  on conflict do nothing;
  perform set_config('windlass.signing_in', '', true);
  return person;
end
$$;

create or replace function sign_out(token_sha256 bytea) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update sessions set revoked_at = clock_timestamp() where token_sha256 = $1 and revoked_at is null
$$;

-- Back-channel logout: the identity provider ends one session of its own, or all of a person's.
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

-- A session that has run out, not one that was revoked, may leave a form behind for its person. Of each person the newest 20
-- are kept, and no more than 2 MB: who fills the disk by forms that are refused loses their own.
create or replace function keep_form(token_sha256 bytea, path text, sealed bytea) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint;
  form uuid;
begin
  select s.person_id into person from sessions s join people p on p.id = s.person_id
    where s.token_sha256 = $1 and s.revoked_at is null and p.deactivated_at is null and s.created_at > clock_timestamp() - interval '2 days';
  if person is null or octet_length($3) > 2097152 or length($2) > 300 then return null; end if;
  -- Two forms of one person are kept in turn, so that each counts the other.
  perform from people where id = person for no key update;
  delete from kept_forms where at < clock_timestamp() - interval '1 day';
  insert into kept_forms (person_id, path, sealed, at) values (person, $2, $3, clock_timestamp()) returning id into form;
  delete from kept_forms where id in (select k.id from (
    select id, row_number() over newest as place, sum(octet_length(sealed)) over newest as so_far from kept_forms where person_id = person
    window newest as (order by at desc, id)) k where k.place > 20 or k.so_far > 2097152);
  return form;
end
$$;

create or replace function kept_form(token_sha256 bytea, form uuid) returns table (path text, sealed bytea)
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select k.path, k.sealed from kept_forms k join live_session($1) s on s.person_id = k.person_id
  where k.id = $2 and k.at > clock_timestamp() - interval '1 day'
$$;

-- The same, and forgotten with the reading: for what is shown once.
create or replace function spend_kept_form(token_sha256 bytea, form uuid) returns table (path text, sealed bytea)
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  delete from kept_forms k using live_session($1) s
  where k.id = $2 and k.person_id = s.person_id and k.at > clock_timestamp() - interval '1 day' returning k.path, k.sealed
$$;

-- Whose calendar a feed's secret opens: of somebody who still holds a role. No row for a revoked or unknown one.
create or replace function reader_of_feed(token_sha256 bytea) returns table (person_id bigint, without_titles boolean, timezone text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select p.id, f.without_titles, p.timezone from feeds f join people p on p.id = f.person_id
  where f.token_sha256 = $1 and f.revoked_at is null and p.deactivated_at is null and exists (select from person_roles r where r.person_id = p.id)
$$;

-- The same form posted again: null for a new one, which takes the place; else the answer it got.
create or replace function take_post(key uuid, hash bytea) returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint := (select person_id from caller());
begin
  insert into posts (person_id, key, hash, at) values (person, take_post.key, take_post.hash, clock_timestamp())
  on conflict do nothing;
  if found then return null; end if;
  return (select answer from posts where person_id = person and posts.key = take_post.key and posts.hash = take_post.hash);
end
$$;

create or replace function answer_post(key uuid, hash bytea, answer jsonb) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update posts set answer = $3 where person_id = (select person_id from caller()) and posts.key = $1 and posts.hash = $2 and posts.answer is null
$$;

-- What the same form was answered when it was first sent; null when it never was performed.
create or replace function first_answer(token_sha256 bytea, key uuid, hash bytea) returns jsonb language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select answer from posts where person_id = (select person_id from live_session($1)) and posts.key = $2 and posts.hash = $3
$$;

-- A refusal that a signed-in person met: counted within its minute, one event on their own chain. More than a hundred
-- different ones in a minute are no person's work any more: those after it are one event, and counted.
create or replace function record_refusal(token_sha256 bytea, step text, subject_type text, subject_id bigint, sentence text, clause text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint := (select s.person_id from live_session($1) s);
  this_minute timestamptz := date_trunc('minute', windlass_now());
  met refusals;
begin
  if person is null then return; end if;
  met.person_id := person;
  met.step := left($2, 60);
  met.subject_type := left($3, 20);
  met.subject_id := coalesce($4, 0);
  met.sentence := left($5, 1000);
  met.clause := left($6, 60);
  if (select count(*) from refusals r where r.person_id = person and r.minute = this_minute) >= 100 and not exists (select from refusals r
    where r.person_id = person and r.minute = this_minute and (r.step, r.subject_type, r.subject_id, r.sentence) = (met.step, met.subject_type, met.subject_id, met.sentence)) then
    met.step := 'more attempts';
    met.subject_type := 'person';
    met.subject_id := person;
    met.sentence := 'More was refused in this minute than is told one by one. It is counted here.';
    met.clause := 'exceptions';
  end if;
  insert into refusals (person_id, step, subject_type, subject_id, sentence, clause, minute)
  values (person, met.step, met.subject_type, met.subject_id, met.sentence, met.clause, this_minute)
  on conflict (person_id, minute, step, subject_type, subject_id, sentence) do update set times = refusals.times + 1;
end
$$;

-- Counts one more request for what takes long, by whoever `called` says, until `ends` (milliseconds of the epoch, as is `now`); a
-- time that is over begins anew. Those that ended an hour ago are forgotten with it.
create or replace function count_request(called text, asked integer, ends bigint, now bigint) returns table (points integer, expire bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  delete from rate_limits where expire < count_request.now - 3600000;
  return query insert into rate_limits as r (key, points, expire) values (left(called, 255), asked, ends)
    on conflict (key) do update set points = case when r.expire <= count_request.now then asked else r.points + asked end,
      expire = case when r.expire <= count_request.now then ends else r.expire end
    returning r.points, r.expire;
end
$$;
