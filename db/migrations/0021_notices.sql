-- What people are told of halts, catalogue entries, delegations and the policy, in the same queue as everything else.

alter table deliveries drop constraint a_delivery_is_of_a_known_kind;
--> statement-breakpoint
alter table unwanted_emails drop constraint an_unwanted_email_is_of_a_known_kind;
--> statement-breakpoint
alter table deliveries add column halt_id bigint constraint deliveries_halt_id_halts_id_fk references halts(id);
--> statement-breakpoint
alter table deliveries add column entry_id bigint constraint deliveries_entry_id_entries_id_fk references entries(id);
--> statement-breakpoint
alter table deliveries add column delegation_id bigint constraint deliveries_delegation_id_delegations_id_fk references delegations(id);
--> statement-breakpoint
alter table deliveries add constraint a_delivery_is_of_a_known_kind check (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'findings_open'));
--> statement-breakpoint
alter table unwanted_emails add constraint an_unwanted_email_is_of_a_known_kind check (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'findings_open'));
--> statement-breakpoint
create index deliveries_of_a_halt on deliveries using btree (halt_id) where halt_id is not null;
--> statement-breakpoint
create index deliveries_of_an_entry on deliveries using btree (entry_id) where entry_id is not null;
--> statement-breakpoint
create index deliveries_of_a_delegation on deliveries using btree (delegation_id) where delegation_id is not null;
--> statement-breakpoint
create index entries_that_expire on entries using btree (expires_on) where status = 'approved' and expires_on is not null;
--> statement-breakpoint
-- Queues a notice, once, for all whom it is for: `about.key` is what makes it the one it is, its channel and person are added.
-- The failure's alert in Slack waits for a channel that is not there yet; nothing else does.
create or replace function queue_notice(about deliveries, addressees bigint[]) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  queued integer;
begin
  insert into deliveries (key, kind, channel, person_id, event_id, change_id, incident_id, freeze_id, halt_id, entry_id,
    delegation_id, queued_at, next_attempt_at, useful_until)
  select about.key || ' ' || way.channel || coalesce(' ' || way.person_id, ''), about.kind, way.channel, way.person_id, about.event_id, about.change_id,
    about.incident_id, about.freeze_id, about.halt_id, about.entry_id, about.delegation_id, about.queued_at, about.queued_at, coalesce(about.useful_until, about.queued_at + rule.useful)
  from notice_rules rule
  cross join lateral (
    select 'slack' as channel, null::bigint as person_id where rule.mandatory or exists (select from channel_states where channel = 'slack' and configured)
    union all
    select 'email', p.id from people p
    where p.id = any (addressees) and p.email ~ '\S' and p.deactivated_at is null
      and exists (select from channel_states where channel = 'email' and configured)
      and (rule.mandatory or not exists (select from unwanted_emails u where u.person_id = p.id and u.kind = rule.kind))) way
  where rule.kind = about.kind
  order by way.channel desc, way.person_id
  on conflict do nothing;
  get diagnostics queued = row_count;
  return queued;
end
$$;
--> statement-breakpoint
-- The step by which a kind of notice is caused; null where the clock causes it.
create or replace function cause_of(kind text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case kind when 'change_failed' then 'fail' when 'emergency_declared' then 'declare' when 'review_waiting' then 'submit'
    when 'approval_waiting' then 'review' when 'after_review_waiting' then 'document' when 'freeze_placed' then 'place_freeze'
    when 'halt_placed' then 'place_halt' when 'halt_lifted' then 'lift_halt' when 'delegation_placed' then 'delegate' end
$$;
--> statement-breakpoint
-- The kind of record that a kind of notice is about; null where it is about no single one.
create function record_of(kind text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when kind in ('findings_open', 'policy_review_due') then null when kind = 'freeze_placed' then 'freeze'
    when kind in ('halt_placed', 'halt_lifted', 'halt_stands') then 'halt' when kind = 'entry_expiring' then 'entry'
    when kind = 'delegation_placed' then 'delegation' else 'change' end
$$;
--> statement-breakpoint
-- The records that a delivery names, by their kinds; an incident comes with its change.
create function named_by(d deliveries) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object('change', d.change_id, 'freeze', d.freeze_id, 'halt', d.halt_id, 'entry', d.entry_id, 'delegation', d.delegation_id))
$$;
--> statement-breakpoint
-- Why a notice would tell its reader nothing true any more: null where it would.
create or replace function why_drop(d deliveries, at timestamptz) returns text language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  c changes;
  cause events;
  documentation constant text[] := array['documentation_due', 'documentation_pressing', 'documentation_overdue'];
begin
  if d.useful_until <= at then return 'It came too late to be of use.'; end if;
  if d.channel = 'email' and not exists (select from people p where p.id = d.person_id and p.deactivated_at is null and p.email ~ '\S'
    and exists (select from person_roles r where r.person_id = p.id)) then
    return 'They have no role or no address any more.';
  end if;
  if d.channel = 'email' and exists (select from unwanted_emails u join notice_rules r on r.kind = u.kind and not r.mandatory where u.person_id = d.person_id and u.kind = d.kind) then
    return 'They chose not to get such e-mails.';
  end if;
  select * into c from changes where id = d.change_id;
  select * into cause from events where id = d.event_id;
  case
    when d.kind = 'review_waiting' and (c.status, c.revision) is distinct from ('submitted', cause.revision) then return 'It does not wait for a review any more.';
    when d.kind = 'approval_waiting' and (c.status, c.revision) is distinct from ('reviewed', cause.revision) then return 'It does not wait for an approval any more.';
    when d.kind = 'after_review_waiting' and c.step_seq <> cause.seq then return 'It does not wait for this review any more.';
    when d.kind = 'window_opening' and (c.status <> 'scheduled' or at >= c.window_start or not starts_with(d.key, window_key(d.kind, c.id, c.window_start))) then
      return 'The window was moved or is used.';
    when d.kind = 'window_overrun' and (c.status <> 'in_progress' or at < c.window_end) then return 'It does not overrun its window any more.';
    when d.kind = any (documentation) and c.facts_complete_at is not null then return 'Its documentation is there.';
    when d.kind = any (documentation) and exists (select from deliveries later where later.change_id = d.change_id and later.channel = d.channel
      and later.person_id is not distinct from d.person_id and later.status in ('queued', 'delivered')
      and array_position(documentation, later.kind) > array_position(documentation, d.kind)) then
      return 'A later reminder says it.';
    when d.kind = 'freeze_placed' and not exists (select from freeze_spans s where s.freeze_id = d.freeze_id and upper(s.during) > at) then return 'The freeze is over.';
    when d.kind = 'halt_placed' and (select h.lifted_at from halts h where h.id = d.halt_id) is not null then return 'The halt was lifted.';
    when d.kind = 'halt_stands' and ((select h.lifted_at from halts h where h.id = d.halt_id) is not null
      or not starts_with(d.key, (select halt_key(h, at) from halts h where h.id = d.halt_id))) then return 'The halt was lifted, or a later reminder says it.';
    when d.kind = 'entry_expiring' and not exists (select from entries e where e.id = d.entry_id and e.status = 'approved' and e.expires_on >= (at at time zone 'UTC')::date) then
      return 'Nothing is made from the entry any more.';
    when d.kind = 'policy_review_due' and not starts_with(d.key, policy_key()) then return 'The policy was reviewed.';
    when d.kind = 'delegation_placed' and not exists (select from delegations l where l.id = d.delegation_id and l.ended_at is null and upper(l.during) > at) then
      return 'The delegation is over.';
    when d.kind = 'findings_open' and not exists (select from findings f where f.answered_at is null and (d.person_id is null or f.owner_id = d.person_id)) then
      return 'The findings are answered.';
    else return null;
  end case;
end
$$;
--> statement-breakpoint
-- What makes a halt's reminder the one it is: the whole days that it has stood.
create function halt_key(h halts, at timestamptz) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select 'halt_stands ' || h.id || ' ' || floor(extract(epoch from at - h.placed_at) / 86400)::bigint || ' '
$$;
--> statement-breakpoint
-- The day on which the policy is due for review, in UTC: 12 months after its last one. It came with that of 2026-04-04.
create function policy_due() returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select (greatest('2026-04-04T00:00:00Z'::timestamptz, (select max(since) from policy_versions), (select max(at) from policy_reviews)) at time zone 'UTC' + interval '12 months')::date
$$;
--> statement-breakpoint
create function policy_key() returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select 'policy_review_due ' || to_char(policy_due(), 'YYYY-MM-DD') || ' ' $$;
--> statement-breakpoint
-- Everything that a message says, as it stands now. What was redacted is null.
create or replace function message_of(d deliveries) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  actor bigint := (select person_id from events where id = d.event_id);
begin
  return jsonb_build_object('id', d.id, 'kind', d.kind, 'key', d.key, 'attempts', d.attempts, 'queuedAt', utc(d.queued_at), 'triedSince', utc(d.tried_since),
    'to', (select jsonb_build_object('name', p.name, 'email', p.email) from people p where p.id = d.person_id),
    'thread', (select s.reference from deliveries s where s.change_id = d.change_id and s.channel = 'slack' and s.reference is not null order by s.delivered_at, s.id limit 1),
    'change', (select jsonb_build_object('number', c.number, 'type', c.type, 'status', c.status, 'title', text_of(c.title_text), 'what', text_of(c.what_text),
        'systems', (select coalesce(jsonb_agg(y.name || ' (' || l.name || ')' order by l.name, y.name), '[]')
          from change_systems t join systems y on y.id = t.system_id join clients l on l.id = y.client_id where t.change_id = c.id),
        'systemInWords', text_of(c.system_in_words_text), 'rollbackPlan', text_of(c.rollback_plan_text), 'startedAt', utc(c.started_at),
        'windowStart', utc(c.window_start), 'windowEnd', utc(c.window_end),
        'by', (select p.name from people p where p.id = coalesce(actor, c.who_id, c.implementer_id, c.author_id)))
      from changes c where c.id = d.change_id),
    'incident', (select i.number from incidents i where i.id = d.incident_id),
    'freeze', (select jsonb_build_object('name', f.name, 'covers', case f.covers when 'all' then 'all systems' when 'client' then (select l.name from clients l where l.id = f.client_id)
          else (select y.name || ' (' || l.name || ')' from systems y join clients l on l.id = y.client_id where y.id = f.system_id) end,
        'reason', text_of(f.reason_text), 'from', (select utc(min(lower(s.during))) from freeze_spans s where s.freeze_id = f.id),
        'until', (select utc(max(upper(s.during))) from freeze_spans s where s.freeze_id = f.id), 'repeats', f.repeats, 'timezone', f.timezone,
        'by', (select p.name from people p where p.id = f.placed_by))
      from freezes f where f.id = d.freeze_id),
    'halt', (select jsonb_build_object('client', l.name, 'application', h.application, 'environment', h.environment, 'reason', text_of(h.reason_text), 'placedAt', utc(h.placed_at),
        'by', (select p.name from people p where p.id = coalesce(actor, h.placed_by)))
      from halts h left join clients l on l.id = h.client_id where h.id = d.halt_id),
    'entry', (select jsonb_build_object('title', text_of(e.title_text), 'kind', e.kind, 'version', e.version, 'expiresOn', to_char(e.expires_on, 'YYYY-MM-DD')) from entries e where e.id = d.entry_id),
    'delegation', (select jsonb_build_object('to', (select p.name from people p where p.id = l.delegate_id), 'by', (select p.name from people p where p.id = l.placed_by),
        'from', utc(lower(l.during)), 'until', utc(upper(l.during)), 'reason', text_of(l.reason_text))
      from delegations l where l.id = d.delegation_id),
    'policyDue', case when d.kind = 'policy_review_due' then to_char(policy_due(), 'YYYY-MM-DD') end,
    'findings', case when d.kind <> 'findings_open' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('incident', i.number, 'finding', text_of(f.finding_text), 'due', f.due_on, 'owner', p.name) order by f.due_on, f.id), '[]')
      from findings f join incidents i on i.id = f.incident_id join people p on p.id = f.owner_id
      where f.answered_at is null and (d.person_id is null or f.owner_id = d.person_id)) end,
    'reason', (select t.text from texts t where t.event_id = d.event_id and t.field = 'reason'),
    'now', utc(windlass_now()));
end
$$;
--> statement-breakpoint
-- Queues what a step has to tell people. A past that a demonstration loads tells nobody anything.
create or replace function tell_people() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  c changes;
  about deliveries;
  addressees bigint[] := '{}';
begin
  if not exists (select from channel_states where configured) then return null; end if;
  if NEW.subject_type = 'change' then select * into c from changes where id = NEW.subject_id; end if;
  if NEW.step = 'document' and c.type <> 'emergency' then return null; end if;
  select r.kind into about.kind from notice_rules r where cause_of(r.kind) = NEW.step;
  if exists (select from channel_states where channel = 'email' and configured) then
    addressees := case NEW.step
      when 'submit' then who_may('change', 'review', c.type, c.status, change_acts(c.id, c.revision), NEW.person_id)
      when 'review' then who_may('change', 'approve', c.type, c.status, change_acts(c.id, c.revision), NEW.person_id)
      when 'document' then who_may('change', 'review_after', c.type, c.status, change_acts(c.id, c.revision), NEW.person_id)
      when 'delegate' then (NEW.canonical::jsonb -> 'data' ->> 'delegate')::bigint || leads_but(NEW.person_id)
      else who_may('change', 'declare', 'emergency', '', '{}', NEW.person_id) end;
  end if;
  about.key := about.kind || ' ' || NEW.id;
  about.event_id := NEW.id;
  about.change_id := c.id;
  about.incident_id := case NEW.step when 'fail' then (select o.subject_id from events o where o.cause_id = NEW.id and o.subject_type = 'incident' and o.step = 'open') end;
  about.freeze_id := case NEW.step when 'place_freeze' then NEW.subject_id end;
  about.halt_id := case when NEW.subject_type = 'halt' then NEW.subject_id end;
  about.delegation_id := case when NEW.subject_type = 'delegation' then NEW.subject_id end;
  about.queued_at := NEW.received_at;
  perform queue_notice(about, addressees);
  return null;
end
$$;
--> statement-breakpoint
-- Every operations lead but one.
create function leads_but(one bigint) returns bigint[] language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select who_may('freeze', 'place_freeze', '', '', '{}', one) $$;
--> statement-breakpoint
drop trigger e_tell_people on events;
--> statement-breakpoint
create trigger e_tell_people after insert on events for each row
  when (not NEW.loaded and NEW.step in ('fail', 'declare', 'submit', 'review', 'document', 'place_freeze', 'place_halt', 'lift_halt', 'delegate')) execute function tell_people();
--> statement-breakpoint
alter table events enable always trigger e_tell_people;
--> statement-breakpoint
-- The halts that stand: once each 24 hours after each was placed, the latest reminder alone.
create function queue_halts(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  h halts;
  about deliveries;
  leads bigint[];
  queued integer := 0;
begin
  for h in
    select s.* from halts s where s.lifted_at is null and s.placed_at <= at - interval '24 hours'
      and not exists (select from deliveries d where d.halt_id = s.id and d.kind = 'halt_stands' and starts_with(d.key, halt_key(s, at)))
    order by s.id
  loop
    about.kind := 'halt_stands';
    about.key := rtrim(halt_key(h, at));
    about.halt_id := h.id;
    about.queued_at := at;
    about.useful_until := h.placed_at + (floor(extract(epoch from at - h.placed_at) / 86400) + 1) * interval '24 hours';
    leads := coalesce(leads, leads_but(null));
    queued := queued + queue_notice(about, h.placed_by || leads);
  end loop;
  return queued;
end
$$;
--> statement-breakpoint
-- The approved catalogue entries whose last day is at most 14 days ahead, in UTC, each once.
create function queue_entries(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (at at time zone 'UTC')::date;
  e record;
  about deliveries;
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
    about.kind := 'entry_expiring';
    about.key := 'entry_expiring ' || e.id;
    about.entry_id := e.id;
    about.queued_at := at;
    about.useful_until := (e.expires_on + 1)::timestamp at time zone 'UTC';
    leads := coalesce(leads, leads_but(null));
    queued := queued + queue_notice(about, e.proposer || leads);
  end loop;
  return queued;
end
$$;
--> statement-breakpoint
-- That the policy is due for review, from 30 days before until it is reviewed; once for each day on which it falls due.
create function queue_policy_review(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  about deliveries;
  leads bigint[];
begin
  if at < (policy_due() - 30)::timestamp at time zone 'UTC' then return 0; end if;
  leads := leads_but(null);
  about.key := rtrim(policy_key());
  if exists (select from deliveries d where d.key = about.key || ' slack') or exists (select from deliveries d, unnest(leads) l where d.key = about.key || ' email ' || l) then return 0; end if;
  about.kind := 'policy_review_due';
  about.queued_at := at;
  return queue_notice(about, leads);
end
$$;
--> statement-breakpoint
-- Queues what the clock makes due, each once and for as long as it is of use, and says how many. Null while another is at it.
create or replace function queue_due_notices(site_zone text) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := windlass_now();
begin
  if not pg_try_advisory_xact_lock(hashtextextended('windlass_notices', 0)) then return null; end if;
  if not exists (select from channel_states where configured) then return 0; end if;
  return queue_reminders(at) + queue_windows(at) + queue_findings(at, site_zone)
    + queue_halts(at) + queue_entries(at) + queue_policy_review(at);
end
$$;
--> statement-breakpoint
-- A delivery says what its cause, its tries, its events and an attestation say; nobody silences it by hand or says that it arrived.
create or replace function a_delivery_is_what_was_done() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  e events;
  said jsonb;
  last delivery_attempts;
  follows boolean := false;
begin
  if TG_OP = 'INSERT' then
    follows := (NEW.status, NEW.step_seq, NEW.attempts) = ('queued', 0, 0) and NEW.next_attempt_at = NEW.queued_at
      and num_nonnulls(NEW.tried_since, NEW.leased_until, NEW.last_error, NEW.delivered_at, NEW.sent_to, NEW.reference, NEW.attested_by) = 0
      and starts_with(NEW.key, NEW.kind || ' ') and right(NEW.key, length(to_whom(NEW))) = to_whom(NEW)
      and case when cause_of(NEW.kind) is null then NEW.event_id is null
          and array(select jsonb_object_keys(named_by(NEW))) = array_remove(array[record_of(NEW.kind)], null)
        else NEW.key = NEW.kind || ' ' || NEW.event_id || to_whom(NEW) and exists (select from events c where c.id = NEW.event_id and c.step = cause_of(NEW.kind) and c.subject_type = record_of(NEW.kind)
          and named_by(NEW) = jsonb_build_object(c.subject_type, c.subject_id)) end;
  elsif TG_OP = 'UPDATE' and (NEW.id, NEW.key, NEW.kind, NEW.channel, NEW.queued_at) = (OLD.id, OLD.key, OLD.kind, OLD.channel, OLD.queued_at)
    and (NEW.person_id, NEW.event_id, NEW.change_id, NEW.incident_id, named_by(NEW)) is not distinct from (OLD.person_id, OLD.event_id, OLD.change_id, OLD.incident_id, named_by(OLD)) then
    select * into last from delivery_attempts where delivery_id = NEW.id order by id desc limit 1;
    if NEW.step_seq > OLD.step_seq then
      select * into e from events where subject_type = 'delivery' and subject_id = NEW.id and seq = NEW.step_seq;
      said := e.canonical::jsonb -> 'data';
      follows := NEW.status = e.to_status and (NEW.attempts, NEW.attested_by) is not distinct from (OLD.attempts, OLD.attested_by)
        and (NEW.sent_to, NEW.reference) is not distinct from (said ->> 'sentTo', said ->> 'reference')
        and NEW.delivered_at is not distinct from case when e.step = 'deliver' then e.received_at end
        and NEW.next_attempt_at is not distinct from case when e.step = 'send_again' then e.received_at end
        and case e.step
          when 'deliver' then last.ok
          when 'give_up' then not last.ok and last.again_at is null
          when 'drop' then why_drop(OLD, e.received_at) = said ->> 'because'
          else e.step = 'send_again' end
        and (e.step = 'send_again' or (NEW.tried_since, NEW.useful_until) is not distinct from (OLD.tried_since, OLD.useful_until));
    else
      follows := (NEW.status, NEW.step_seq) = (OLD.status, OLD.step_seq)
        and (NEW.delivered_at, NEW.sent_to, NEW.reference, NEW.useful_until) is not distinct from (OLD.delivered_at, OLD.sent_to, OLD.reference, OLD.useful_until)
        and (NEW.leased_until is null or NEW.leased_until <= clock_timestamp() + interval '1 minute')
        and case
          when NEW.attempts = OLD.attempts + 1 then NEW.attested_by is not distinct from OLD.attested_by
            and NEW.attempts = (select count(*) from delivery_attempts t where t.delivery_id = NEW.id) and NEW.tried_since = coalesce(OLD.tried_since, last.at)
            and NEW.next_attempt_at is not distinct from case when OLD.next_attempt_at is null then null else coalesce(last.again_at, OLD.next_attempt_at) end
          when (NEW.attested_by, NEW.next_attempt_at) is distinct from (OLD.attested_by, OLD.next_attempt_at) then
            (NEW.kind, NEW.channel, NEW.attempts) = ('change_failed', 'slack', OLD.attempts) and NEW.next_attempt_at is null
            and exists (select from incidents i join events a on a.id = i.last_event_id where i.id = NEW.incident_id and a.step = 'attest' and NEW.attested_by = coalesce(OLD.attested_by, a.id))
          else (NEW.attempts, NEW.tried_since, NEW.last_error) is not distinct from (OLD.attempts, OLD.tried_since, OLD.last_error) end;
    end if;
  end if;
  if follows is not true then
    perform refuse('A delivery says what its tries and its events say, and none says this (Failed Changes).', '{"because": "kept"}');
  end if;
  return NEW;
end
$$;
--> statement-breakpoint
-- What nobody sees, as a class of a pattern: spaces of every kind, what Unicode says is to be ignored, and the blank of Braille.
create function unseen() returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select '\u0009-\u000d\u0020\u0085\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff'
$$;
--> statement-breakpoint
-- Whether a text has anything that its reader sees.
create function says_something(value text) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select value ~ ('[^' || unseen() || ']') $$;
--> statement-breakpoint
-- "n/a" is no plan, whatever stands unseen around its letters or between them.
create or replace function is_no_plan(plan text) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select plan is null or lower(btrim(regexp_replace(plan, '[' || unseen() || ']+', '', 'g'), '.')) in ('', 'n/a', 'na', 'tbd', 'none', '-', 'no', 'todo')
$$;
--> statement-breakpoint
create or replace function take_input(event bigint, asks jsonb, posted jsonb, rendered jsonb, out data jsonb, out hashes jsonb)
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  ask record;
  item record;
  list jsonb;
begin
  data := '{}';
  hashes := '{}';
  for ask in select k as field from jsonb_object_keys(posted) k where not asks ? k loop
    perform refuse(format('This step takes no field %s.', left(ask.field, 60)), jsonb_build_object('because', 'field', 'field', left(ask.field, 60)));
  end loop;
  for ask in select key as field, value as spec from jsonb_each(asks) order by key loop
    if coalesce(rendered -> ask.field, 'null') = 'null' or not says_something(rendered ->> ask.field) then
      if ask.spec -> 'required' = 'true' then
        perform refuse(format('The field %s is required.', ask.field), jsonb_build_object('because', 'field', 'field', ask.field));
      end if;
      if rendered ? ask.field then data := data || jsonb_build_object('cleared', coalesce(data -> 'cleared', '[]') || to_jsonb(ask.field)); end if;
    elsif ask.spec ->> 'kind' = 'text' then
      if jsonb_typeof(rendered -> ask.field) <> 'string' then
        perform refuse(format('The field %s does not take that.', ask.field), jsonb_build_object('because', 'field', 'field', ask.field));
      end if;
      hashes := hashes || jsonb_build_object(ask.field, put_text(event, ask.field, 0, rendered ->> ask.field));
    elsif ask.spec ->> 'kind' = 'findings' then
      list := '[]';
      if jsonb_typeof(rendered -> ask.field) <> 'array' then
        perform refuse('The field findings does not take that.', '{"because": "field", "field": "findings"}');
      end if;
      for item in select value as finding, ordinality - 1 as place from jsonb_array_elements(rendered -> ask.field) with ordinality loop
        if not says_something(coalesce(item.finding ->> 'finding', '')) or jsonb_typeof(item.finding -> 'finding') <> 'string' or item.finding - array['finding', 'owner', 'due'] <> '{}' then
          perform refuse('The field findings does not take that.', '{"because": "field", "field": "findings"}');
        end if;
        list := list || jsonb_build_object(
          'finding', put_text(event, ask.field, item.place::integer, item.finding ->> 'finding'),
          'owner', stored_form('owner', '{"kind": "person"}', item.finding -> 'owner'),
          'due', stored_form('due', '{"kind": "day"}', item.finding -> 'due'));
      end loop;
      if list = '[]' then
        perform refuse('The field findings is required.', '{"because": "field", "field": "findings"}');
      end if;
      data := data || jsonb_build_object(ask.field, list);
    else
      data := data || jsonb_build_object(ask.field, stored_form(ask.field, ask.spec, rendered -> ask.field));
    end if;
  end loop;
end
$$;
--> statement-breakpoint
create function grant_notice_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function unseen(), says_something(text) to windlass_app;
  end if;
end
$$;
--> statement-breakpoint
select grant_notice_rights();