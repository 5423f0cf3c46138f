-- Queues the notices that a step causes. Loaded history of a demonstration causes none.
create or replace function queue_step_notices() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  c changes;
  notice deliveries;
  recipients bigint[] := '{}';
begin
  if not exists (select from channel_states where configured) then return null; end if;
  if NEW.subject_type = 'change' then select * into c from changes where id = NEW.subject_id; end if;
  if NEW.step = 'document' and c.type <> 'emergency' then return null; end if;
  select r.kind into notice.kind from notice_rules r where notice_trigger_step(r.kind) = NEW.step;
  if exists (select from channel_states where channel = 'email' and configured) then
    recipients := case NEW.step
      when 'submit' then allowed_people('change', 'review', c.type, c.status, change_past_actions(c.id, c.revision), NEW.person_id)
      when 'review' then allowed_people('change', 'approve', c.type, c.status, change_past_actions(c.id, c.revision), NEW.person_id)
      when 'document' then allowed_people('change', 'review_after', c.type, c.status, change_past_actions(c.id, c.revision), NEW.person_id)
      when 'resemble' then array_remove(other_leads(NEW.person_id), (NEW.canonical::jsonb -> 'data' ->> 'account')::bigint)
      when 'delegate' then (NEW.canonical::jsonb -> 'data' ->> 'delegate')::bigint || other_leads(NEW.person_id)
      else allowed_people('change', 'declare', 'emergency', '', '{}', NEW.person_id) end;
  end if;
  notice.key := notice.kind || ' ' || NEW.id;
  notice.event_id := NEW.id;
  notice.change_id := c.id;
  notice.incident_id := case NEW.step when 'fail' then (select o.subject_id from events o where o.cause_id = NEW.id and o.subject_type = 'incident' and o.step = 'open') end;
  notice.freeze_id := case NEW.step when 'place_freeze' then NEW.subject_id end;
  notice.halt_id := case when NEW.subject_type = 'halt' then NEW.subject_id end;
  notice.delegation_id := case when NEW.subject_type = 'delegation' then NEW.subject_id end;
  notice.queued_at := NEW.received_at;
  perform queue_notice(notice, recipients);
  return null;
end
$$;

-- Null for the kinds that are due by time (queue_due_notices); '' for the kinds that any step causes.
create or replace function notice_trigger_step(kind text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case kind when 'change_failed' then 'fail' when 'emergency_declared' then 'declare' when 'review_waiting' then 'submit'
    when 'approval_waiting' then 'review' when 'after_review_waiting' then 'document' when 'freeze_placed' then 'place_freeze'
    when 'halt_placed' then 'place_halt' when 'halt_lifted' then 'lift_halt' when 'delegation_placed' then 'delegate' when 'account_resembles' then 'resemble'
    when 'named_in_note' then 'note' when 'watched_step' then '' when 'webhook_event' then '' end
$$;

-- Null for the kinds that are about no single record.
create or replace function notice_record_type(kind text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when kind in ('findings_open', 'policy_review_due', 'token_expiring') then null when kind = 'freeze_placed' then 'freeze'
    when kind in ('halt_placed', 'halt_lifted', 'halt_stands') then 'halt' when kind = 'entry_expiring' then 'entry'
    when kind = 'delegation_placed' then 'delegation' when kind = 'account_resembles' then 'person' else 'change' end
$$;

-- Record ids by record type. Without the incident: it always comes with its change.
create or replace function notice_links(d deliveries) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object('change', d.change_id, 'freeze', d.freeze_id, 'halt', d.halt_id, 'entry', d.entry_id, 'delegation', d.delegation_id,
    'person', (select e.subject_id from events e where e.id = d.event_id and e.subject_type = 'person')))
$$;

-- The end of the deduplication key: channel and recipient.
create or replace function delivery_key_suffix(d deliveries) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select ' ' || d.channel || coalesce(' ' || d.person_id, '') $$;

-- Leads are those who may place a freeze. `except_person` caused the notice and needs none.
create or replace function other_leads(except_person bigint) returns bigint[] language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select allowed_people('freeze', 'place_freeze', '', '', '{}', except_person) $$;

-- Queues one delivery for each channel and recipient. `notice.key` identifies the notice, so that queueing it again does nothing.
-- Mandatory alerts are queued even while Slack is not configured, and wait; all others are only queued for configured channels.
create or replace function queue_notice(notice deliveries, recipients bigint[]) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  queued integer;
begin
  insert into deliveries (key, kind, channel, person_id, event_id, change_id, incident_id, freeze_id, halt_id, entry_id,
    delegation_id, queued_at, next_attempt_at, obsolete_after)
  select notice.key || ' ' || target.channel || coalesce(' ' || target.person_id, ''), notice.kind, target.channel, target.person_id, notice.event_id, notice.change_id,
    notice.incident_id, notice.freeze_id, notice.halt_id, notice.entry_id, notice.delegation_id, notice.queued_at, notice.queued_at, coalesce(notice.obsolete_after, notice.queued_at + rule.useful_for)
  from notice_rules rule
  cross join lateral (
    select 'slack' as channel, null::bigint as person_id where not rule.personal
      and (rule.mandatory or exists (select from channel_states where channel = 'slack' and configured))
    union all
    select 'email', p.id from people p
    where p.id = any (recipients) and p.email ~ '\S' and p.deactivated_at is null
      and exists (select from channel_states where channel = 'email' and configured)
      and (rule.mandatory or not exists (select from email_opt_outs u where u.person_id = p.id and u.kind = rule.kind))) target
  where rule.kind = notice.kind
  order by target.channel desc, target.person_id
  on conflict do nothing;
  get diagnostics queued = row_count;
  return queued;
end
$$;

-- Each delivery gets an empty record chain at once: its row is the lock for which later writers wait.
create or replace function start_delivery_chains() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into record_chains (subject_type, subject_id, last_seq, last_hash) select 'delivery', id, 0, '' from queued;
  perform wake_sender(channel) from (select distinct channel from queued order by channel) woken;
  return null;
end
$$;

-- Adds a job that wakes the senders of a channel. The job is only a hint: where it cannot be added, or where another transaction
-- is adding it, nothing is done, because the senders also poll for due deliveries.
create or replace function wake_sender(which text) returns void language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_regnamespace('graphile_worker') is null or not exists (select from channel_states where channel = which and configured)
    or not try_worker_lock('wake_' || which) then
    return;
  end if;
  execute 'select graphile_worker.add_job($1, job_key => $1)' using 'send_' || which;
exception when others then
  raise warning 'the senders of % could not be woken: %', which, sqlerrm;
end
$$;
