-- The accounts that count as the same person for separation of duties: a lead confirmed it, or nobody decided yet. Undecided pairs
-- count as one person, the safe side.
create or replace function linked_accounts(person bigint) returns bigint[] language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from account_pairs p where person in (p.later_id, p.earlier_id)) then return array[person]; end if;
  return array(
    with recursive one (id) as (
      select person
      union select case when p.later_id = one.id then p.earlier_id else p.later_id end
      from one join account_pairs p on one.id in (p.later_id, p.earlier_id) where p.verdict is distinct from 'different')
    select id from one order by id);
end
$$;

-- Two accounts of one issuer with the same e-mail address may belong to one person; a lead decides.
create or replace function record_resemblance() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  account bigint;
begin
  for account in
    select other.id from people me join people other on other.issuer = me.issuer and fold_name(other.email) = fold_name(me.email) and other.id <> me.id
    where me.id = NEW.person_id and has_visible_text(me.email)
      and not exists (select from account_pairs p where (p.later_id, p.earlier_id) = (greatest(me.id, other.id), least(me.id, other.id)))
    order by other.id
  loop
    insert into events (subject_type, subject_id, step, person_id, session_id, input)
    values ('person', NEW.person_id, 'resemble', NEW.person_id, NEW.id, jsonb_build_object('account', account));
  end loop;
  return null;
end
$$;

-- `resemble` creates an undecided pair; `same_person` and `different_person` decide it.
create or replace function pair_accounts(e events, account bigint) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  if e.step = 'resemble' then
    insert into account_pairs (later_id, earlier_id, found_at, event_id)
    values (greatest(e.subject_id, account), least(e.subject_id, account), e.received_at, e.id) on conflict do nothing;
    return;
  end if;
  update account_pairs set verdict = case e.step when 'same_person' then 'same' else 'different' end, event_id = e.id
  where (later_id, earlier_id) = (greatest(e.subject_id, account), least(e.subject_id, account));
  if not found then
    perform refuse('accounts_unlike');
  end if;
end
$$;

create or replace function guard_account_pair() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP <> 'DELETE' and exists (select from events e where e.id = NEW.event_id and e.subject_type = 'person' and e.subject_id in (NEW.later_id, NEW.earlier_id)
    and (e.canonical::jsonb -> 'data' ->> 'account')::bigint in (NEW.later_id, NEW.earlier_id)
    and case TG_OP when 'INSERT' then e.step = 'resemble' and NEW.verdict is null and NEW.found_at = e.received_at
      else (NEW.later_id, NEW.earlier_id, NEW.found_at) = (OLD.later_id, OLD.earlier_id, OLD.found_at) and NEW.event_id > OLD.event_id
        and NEW.verdict = case e.step when 'same_person' then 'same' when 'different_person' then 'different' end end) then
    return NEW;
  end if;
  perform refuse_without_event(TG_TABLE_NAME);
  return null;
end
$$;

-- Ends everything that is active in the person's name: sessions, feeds, tokens, delegations and shifts. Locks both people in id
-- order, so that of two leads who deactivate each other one remains.
create or replace function deactivate_person(e events) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  because jsonb := jsonb_build_object('reason', (select format('%s was deactivated.', p.name) from people p where p.id = e.subject_id));
begin
  perform from people p where p.id in (e.subject_id, e.person_id) order by p.id for no key update;
  if exists (select from people p where p.id = e.person_id and p.deactivated_at is not null) then
    perform refuse('deactivated_meanwhile');
  end if;
  if exists (select from people p where p.id = e.subject_id and p.issuer = 'windlass') then
    perform refuse('windlass_stays');
  end if;
  update people set deactivated_at = e.received_at where id = e.subject_id;
  update sessions set revoked_at = clock_timestamp() where person_id = e.subject_id and revoked_at is null;
  update feeds set revoked_at = e.received_at where person_id = e.subject_id and revoked_at is null;
  update api_tokens set revoked_at = e.received_at where person_id = e.subject_id and revoked_at is null;
  update gate_tokens t set revoked_at = e.received_at from events made where made.id = t.event_id and made.person_id = e.subject_id and t.revoked_at is null;
  insert into events (subject_type, subject_id, step, read_at, person_id, loaded, received_at, input)
  select 'delegation', d.id, 'end_delegation', d.step_seq, e.person_id, e.loaded, e.received_at, because from delegations d
  where e.subject_id in (d.delegate_id, d.placed_by) and d.ended_at is null and upper(d.during) > e.received_at order by d.id;
  delete from shifts where person_id = e.subject_id and lower(during) >= e.received_at;
  update shifts set during = tstzrange(lower(during), e.received_at) where person_id = e.subject_id and upper(during) > e.received_at;
end
$$;

-- For guards: revoked at exactly that instant by the deactivation of its owner.
create or replace function ended_by_deactivation(person bigint, at timestamptz) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from events e where e.subject_type = 'person' and e.subject_id = person and e.step = 'deactivate' and e.received_at = at)
$$;

create trigger a_guard_event_only_writes before insert or delete or update on account_pairs for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on account_pairs for each row execute function guard_account_pair();
create trigger refuse_truncate before truncate on account_pairs for each statement execute function refuse_truncate();

grant select on account_pairs to windlass_app;
grant execute on function linked_accounts(bigint) to windlass_app;
