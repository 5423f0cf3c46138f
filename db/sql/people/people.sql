create or replace function apply_person(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  case e.step
    when 'end_sessions' then
      update sessions set revoked_at = clock_timestamp() where person_id = e.subject_id and revoked_at is null;
    when 'deactivate' then perform deactivate_person(e);
    when 'reactivate' then
      update people set deactivated_at = null where id = e.subject_id;
    when 'resemble', 'same_person', 'different_person' then perform pair_accounts(e, (data ->> 'account')::bigint);
    when 'set_timezone' then
      update people set timezone = data ->> 'timezone' where id = e.subject_id;
    when 'make_feed' then
      insert into feeds (person_id, name, without_titles, token_sha256, event_id, created_at)
      values (e.subject_id, data ->> 'name', coalesce((data ->> 'withoutTitles')::boolean, false), decode(data ->> 'feedToken', 'hex'), e.id, e.received_at);
    when 'revoke_feed' then
      update feeds set revoked_at = e.received_at where id = (data ->> 'feed')::bigint and person_id = e.subject_id and revoked_at is null;
      if not found then
        perform refuse('no_such_feed');
      end if;
    when 'make_token', 'revoke_token', 'end_token' then perform apply_api_token(e, data);
    when 'watch' then perform watch(e, data ->> 'watched');
    when 'unwatch' then
      delete from watches where person_id = e.subject_id and target = data ->> 'watched';
    when 'acknowledge' then
      update mentions set seen_at = e.received_at where person_id = e.subject_id and change_id = (data ->> 'ofChange')::bigint and seen_at is null;
    else null;
  end case;
end
$$;

create or replace function roles_of(person bigint) returns text[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(role order by role), '{}') from person_roles where person_id = person
$$;

-- Records name and address at the first sign-in and whenever the identity provider changes them. They are stored as texts, so that
-- they can be redacted; the person stays identifiable by the digest of issuer and subject.
create or replace function record_identity() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  last bigint := (select max(id) from events where subject_type = 'person' and subject_id = NEW.id and step = 'identify');
begin
  if last is not null and NEW.name = text_body(event_text_id(last, 'personName', null)) and NEW.email is not distinct from text_body(event_text_id(last, 'personEmail', null))
    and (select canonical::jsonb -> 'data' ->> 'identity' from events where id = last) = identity_digest(NEW) then return null; end if;
  insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
  values ('person', NEW.id, 'identify', NEW.id, is_written_by_loader(), case TG_OP when 'INSERT' then NEW.first_seen_at else windlass_now() end,
    jsonb_strip_nulls(jsonb_build_object('personName', NEW.name, 'personEmail', NEW.email, 'identity', identity_digest(NEW))));
  return null;
end
$$;

create or replace function identity_digest(p people) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select encode(sha256(convert_to(p.issuer || e'\n' || p.subject, 'UTF8')), 'hex') $$;

-- Only the loader of a demonstration creates people without a sign-in.
create or replace function is_written_by_loader() returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(current_setting('windlass.signing_in', true), '') = '' and (select kind from installation) = 'demo'
$$;

-- Roles change at sign-in only. The lock on the person orders this event after steps that were judged by the old roles, and makes
-- later steps wait for it (judge_event holds the same row for key share).
create or replace function record_role_change() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  loader boolean := is_written_by_loader();
  signing_in text := current_setting('windlass.signing_in', true);
begin
  perform from people where id = coalesce(NEW.person_id, OLD.person_id) for update;
  insert into events (subject_type, subject_id, step, person_id, session_id, loaded, received_at, input)
  values ('person', coalesce(NEW.person_id, OLD.person_id), 'role_change', coalesce(NEW.person_id, OLD.person_id),
    case when signing_in ~ '^\d+$' then signing_in::bigint end, loader,
    case TG_OP when 'INSERT' then NEW.since else windlass_now() end,
    jsonb_build_object('role', coalesce(NEW.role, OLD.role), 'held', TG_OP = 'INSERT'));
  perform end_tokens_beyond_roles(coalesce(NEW.person_id, OLD.person_id), case when signing_in ~ '^\d+$' then signing_in::bigint end);
  return null;
end
$$;

-- The name to show, followed by the e-mail address or the account number where another person has the same name. For reading
-- only: people are identified by id.
create or replace function display_name(one people) returns text language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  folded constant text := fold_name(one.name);
begin
  if not exists (select from people o where fold_name(o.name) = folded and o.id <> one.id) then return one.name; end if;
  if has_visible_text(one.email) and not exists (select from people o
    where fold_name(o.name) = folded and o.id <> one.id and fold_name(o.email) = fold_name(one.email)) then
    return format('%s (%s)', one.name, one.email);
  end if;
  return format('%s (account %s)', one.name, one.id);
end
$$;

-- The system account under which the worker and derived events are recorded.
create or replace function system_actor() returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select id from people where issuer = 'windlass' and subject = 'system:worker' $$;

create trigger record_identity after insert or update of name, email, issuer, subject on people for each row execute function record_identity();

create trigger record_role_change after insert or delete on person_roles for each row execute function record_role_change();

grant select on people, person_roles to windlass_app;
grant execute on function roles_of(bigint), display_name(people) to windlass_app;
grant select on people to windlass_worker;
