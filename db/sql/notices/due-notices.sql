-- Queues the notices that are due by time, each once; returns how many. Null while another worker is doing so.
create or replace function queue_due_notices(site_zone text) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := windlass_now();
begin
  if not try_worker_lock('notices') then return null; end if;
  if not exists (select from channel_states where configured) then return 0; end if;
  return queue_reminders(at) + queue_windows(at) + queue_findings(at, site_zone)
    + queue_halts(at) + queue_entries(at) + queue_tokens(at) + queue_policy_review(at);
end
$$;

-- Reminders to document an emergency: 12, 20 and 24 hours after its claimed start. After an outage only the latest one is sent.
create or replace function queue_reminders(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  c record;
  notice deliveries;
  queued integer := 0;
begin
  for c in
    select e.id, e.who_id, e.started_at, k.kind from changes e cross join lateral (select case
      when at > e.started_at + interval '24 hours' then 'documentation_overdue'
      when at >= e.started_at + interval '20 hours' then 'documentation_pressing'
      else 'documentation_due' end as kind) k
    where e.type = 'emergency' and not e.status in ('closed', 'rejected', 'cancelled') and e.facts_complete_at is null and e.started_at <= at - interval '12 hours'
      and not exists (select from deliveries d where d.change_id = e.id and d.kind = k.kind)
    order by e.id
  loop
    notice.kind := c.kind;
    notice.key := c.kind || ' ' || c.id;
    notice.change_id := c.id;
    notice.queued_at := at;
    notice.obsolete_after := case c.kind when 'documentation_due' then c.started_at + interval '20 hours' when 'documentation_pressing' then c.started_at + interval '24 hours' end;
    queued := queued + queue_notice(notice, c.who_id || case c.kind when 'documentation_overdue' then allowed_people('freeze', 'place_freeze', '', '', '{}', null) else '{}' end);
  end loop;
  return queued;
end
$$;

-- Windows that open within 15 minutes, and those that a running change overruns. Looking back two days is enough, because no
-- window is longer than one.
create or replace function queue_windows(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  c record;
  notice deliveries;
  queued integer := 0;
begin
  for c in
    select 'window_opening' as kind, w.id, w.window_start as announced_at, w.window_start as obsolete_after, coalesce(w.implementer_id, w.author_id) as recipient_id from changes w
    where w.window_start > at and w.window_start <= at + interval '15 minutes' and w.status = 'scheduled'
    union all
    select 'window_overrun', w.id, w.window_end, w.window_end + interval '1 day', w.who_id from changes w
    where w.window_start > at - interval '2 days' and w.window_start <= at and w.window_end <= at and w.window_end > at - interval '1 day' and w.status = 'in_progress'
    order by 3, 2
  loop
    continue when exists (select from deliveries d where d.change_id = c.id and d.kind = c.kind and starts_with(d.key, window_notice_key(c.kind, c.id, c.announced_at)));
    notice.kind := c.kind;
    notice.key := rtrim(window_notice_key(c.kind, c.id, c.announced_at));
    notice.change_id := c.id;
    notice.queued_at := at;
    notice.obsolete_after := c.obsolete_after;
    queued := queued + queue_notice(notice, array[c.recipient_id]);
  end loop;
  return queued;
end
$$;

-- The key holds the instant, so that a rescheduled window is announced again.
create or replace function window_notice_key(kind text, change bigint, at timestamptz) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select kind || ' ' || change || ' ' || utc(at) || ' ' $$;

-- The weekly list of open findings: from Monday 08:00 at the site, for two days.
create or replace function queue_findings(at timestamptz, site_zone text) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  monday timestamp := date_trunc('week', at at time zone site_zone);
  begins timestamptz := (monday + interval '8 hours') at time zone site_zone;
  notice deliveries;
  owners bigint[];
begin
  notice.key := 'findings_open ' || to_char(monday, 'IYYY-"W"IW');
  if at < begins or at >= begins + interval '2 days' or exists (select from deliveries where key = notice.key || ' slack') then return 0; end if;
  owners := array(select distinct owner_id from findings where answered_at is null);
  if owners = '{}' or exists (select from deliveries d, unnest(owners) o where d.key = notice.key || ' email ' || o) then return 0; end if;
  notice.kind := 'findings_open';
  notice.queued_at := at;
  notice.obsolete_after := begins + interval '2 days';
  return queue_notice(notice, owners);
end
$$;

-- A reminder of each active halt every 24 hours. After an outage only the latest one is sent.
create or replace function queue_halts(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  h halts;
  notice deliveries;
  leads bigint[];
  queued integer := 0;
begin
  for h in
    select s.* from halts s where s.lifted_at is null and s.placed_at <= at - interval '24 hours'
      and not exists (select from deliveries d where d.halt_id = s.id and d.kind = 'halt_stands' and starts_with(d.key, halt_notice_key(s, at)))
    order by s.id
  loop
    notice.kind := 'halt_stands';
    notice.key := rtrim(halt_notice_key(h, at));
    notice.halt_id := h.id;
    notice.queued_at := at;
    notice.obsolete_after := h.placed_at + (floor(extract(epoch from at - h.placed_at) / 86400) + 1) * interval '24 hours';
    leads := coalesce(leads, other_leads(null));
    queued := queued + queue_notice(notice, h.placed_by || leads);
  end loop;
  return queued;
end
$$;

-- The key holds the number of whole days since the halt was placed.
create or replace function halt_notice_key(h halts, at timestamptz) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select 'halt_stands ' || h.id || ' ' || floor(extract(epoch from at - h.placed_at) / 86400)::bigint || ' '
$$;

-- Approved catalogue entries that expire within 14 days, each once.
create or replace function queue_entries(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := site_day(at);
  e record;
  notice deliveries;
  leads bigint[];
  queued integer := 0;
begin
  for e in
    select s.id, s.expires_on, v.person_id as proposer from entries s
    join events v on v.subject_type = 'entry' and v.subject_id = s.id and v.seq = 1
    where s.status = 'approved' and s.expires_on between today and today + 14
      and not exists (select from deliveries d where d.entry_id = s.id and d.kind = 'entry_expiring')
    order by s.expires_on, s.id
  loop
    notice.kind := 'entry_expiring';
    notice.key := 'entry_expiring ' || e.id;
    notice.entry_id := e.id;
    notice.queued_at := at;
    notice.obsolete_after := site_midnight(e.expires_on + 1);
    leads := coalesce(leads, other_leads(null));
    queued := queued + queue_notice(notice, e.proposer || leads);
  end loop;
  return queued;
end
$$;

-- Tokens that end within 14 days, and again within 2; after an outage the later notice alone.
create or replace function queue_tokens(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  t record;
  notice deliveries;
  queued integer := 0;
begin
  for t in
    select k.id, k.person_id, k.expires_at, 'token_expiring ' || k.id || case when k.expires_at <= at + interval '2 days' then ' 2' else ' 14' end as key
    from api_tokens k where k.revoked_at is null and k.expires_at > at and k.expires_at <= at + interval '14 days' order by k.expires_at, k.id
  loop
    continue when exists (select from deliveries d where d.key = t.key || ' email ' || t.person_id);
    notice.kind := 'token_expiring';
    notice.key := t.key;
    notice.queued_at := at;
    notice.obsolete_after := t.expires_at;
    queued := queued + queue_notice(notice, array[t.person_id]);
  end loop;
  return queued;
end
$$;

-- The token that a notice is about: its key names it.
create or replace function noticed_token(d deliveries) returns bigint language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select split_part(d.key, ' ', 2)::bigint where d.kind = 'token_expiring' $$;

-- From 30 days before the due date until the policy is reviewed, once for each due date.
create or replace function queue_policy_review(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  notice deliveries;
  leads bigint[];
begin
  if site_day(at) < policy_review_due_on() - 30 then return 0; end if;
  leads := other_leads(null);
  notice.key := rtrim(policy_notice_key());
  if exists (select from deliveries d where d.key = notice.key || ' slack') or exists (select from deliveries d, unnest(leads) l where d.key = notice.key || ' email ' || l) then return 0; end if;
  notice.kind := 'policy_review_due';
  notice.queued_at := at;
  return queue_notice(notice, leads);
end
$$;

-- 12 months after the last review. The text that ships with the product was reviewed on 2026-04-04.
create or replace function policy_review_due_on() returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select (greatest('2026-04-04'::date, policy_day(policy_reviewed_at())) + interval '12 months')::date
$$;

create or replace function policy_notice_key() returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select 'policy_review_due ' || to_char(policy_review_due_on(), 'YYYY-MM-DD') || ' ' $$;

grant execute on function policy_review_due_on() to windlass_app;
grant execute on function queue_due_notices(text) to windlass_worker;
