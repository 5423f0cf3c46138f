-- People, roles, delegations, clients and systems have a version, which each session is read with: what a process keeps of them in
-- memory is valid while it is the same. Every change of them is an event. Runs at the end of the transaction, so that this row is
-- the last lock that a transaction takes, and once a transaction, because of many updates each would wait behind the last.
create or replace function advance_reference_version() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if NEW.subject_type = 'person' and not is_reference_event(NEW) then return null; end if;
  insert into reference_version as r (version) values (1)
  on conflict (id) do update set version = r.version + 1 where r.xmin <> pg_current_xact_id()::xid;
  return null;
end
$$;

-- The first sign-in of a day may end somebody's absence; later ones change nothing that is kept.
create or replace function is_reference_event(e events) returns boolean language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  return case e.step
    when 'sign_in' then not exists (
      select from (select step, received_at from events v where v.subject_type = 'person' and v.subject_id = e.subject_id and v.seq < e.seq
        and v.step = 'sign_in' order by v.seq desc limit 1) earlier
      where earlier.received_at > e.received_at - interval '1 day')
    else e.step not in ('sign_out', 'refused', 'export', 'choose_emails', 'make_feed', 'revoke_feed', 'make_token', 'revoke_token', 'end_token', 'watch', 'unwatch', 'acknowledge') end;
end
$$;

create or replace function reference_version() returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select coalesce((select version from reference_version), 0) $$;
