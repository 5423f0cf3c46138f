-- Calls the workers of a channel. A delivery is the truth and the job only a call: where it cannot be made, or while another's
-- call is not committed yet, nobody waits for it, for the workers look for what is due by themselves.
create or replace function wake_channel(which text) returns void language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_regnamespace('graphile_worker') is null or not exists (select from channel_states where channel = which and configured)
    or not take_turn('wake_' || which) then
    return;
  end if;
  execute 'select graphile_worker.add_job($1, job_key => $1)' using 'send_' || which;
exception when others then
  raise warning 'the workers of % were not called: %', which, sqlerrm;
end
$$;

-- Whatever is queued gets the beginning of its chain, so that its writers wait for each other, and its channel is called.
create or replace function begin_deliveries() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into chains (subject_type, subject_id, last_seq, last_hash) select 'delivery', id, 0, '' from queued;
  perform wake_channel(channel) from (select distinct channel from queued order by channel) woken;
  return null;
end
$$;

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

-- What an event of a delivery does to it. Sent again by a lead, it is of use however late it is, and its three days begin anew.
create or replace function apply_delivery(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
  again boolean := e.step = 'send_again';
begin
  update deliveries set
    status = e.to_status,
    step_seq = e.seq,
    next_attempt_at = case when again then e.received_at end,
    leased_until = case when again then leased_until end,
    tried_since = case when not again then tried_since end,
    useful_until = case when not again then useful_until end,
    last_error = case when again then last_error else data ->> 'because' end,
    delivered_at = case when e.step = 'deliver' then e.received_at end,
    sent_to = data ->> 'sentTo',
    reference = data ->> 'reference'
  where id = e.subject_id;
  if again then perform wake_channel(channel) from deliveries where id = e.subject_id; end if;
end
$$;

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
    when d.kind = 'entry_expiring' and not exists (select from entries e where e.id = d.entry_id and e.status = 'approved' and e.expires_on >= site_day(at)) then
      return 'Nothing is made from the entry any more.';
    when d.kind = 'policy_review_due' and not starts_with(d.key, policy_key()) then return 'The policy was reviewed.';
    when d.kind = 'delegation_placed' and not exists (select from delegations l where l.id = d.delegation_id and l.ended_at is null and upper(l.during) > at) then
      return 'The delegation is over.';
    when d.kind = 'account_resembles' and exists (select from account_pairs a where (a.later_id, a.earlier_id)
      = (greatest(cause.subject_id, (cause.canonical::jsonb -> 'data' ->> 'account')::bigint), least(cause.subject_id, (cause.canonical::jsonb -> 'data' ->> 'account')::bigint))
      and a.verdict is not null) then
      return 'An operations lead said whose the accounts are.';
    when d.kind = 'findings_open' and not exists (select from findings f where f.answered_at is null and (d.person_id is null or f.owner_id = d.person_id)) then
      return 'The findings are answered.';
    else return null;
  end case;
end
$$;

-- What makes a window's notice the one it is: a window that was moved is told of again.
create or replace function window_key(kind text, change bigint, at timestamptz) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select kind || ' ' || change || ' ' || utc(at) || ' ' $$;

-- Whoever claims a notice that is of no use any more finds it dropped.
create or replace function drop_what_is_of_no_use() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := windlass_now();
  because text := why_drop(NEW, at);
begin
  if because is not null then
    insert into events (subject_type, subject_id, step, person_id, received_at, input)
    values ('delivery', NEW.id, 'drop', worker_person(), at, jsonb_build_object('because', because));
  end if;
  return null;
end
$$;

-- What a try says is done: how often and since when it was tried, when it is tried again, that it arrived, that nobody tries any more.
create or replace function note_try() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  d deliveries;
begin
  update deliveries set
    attempts = attempts + 1,
    tried_since = coalesce(tried_since, NEW.at),
    leased_until = null,
    last_error = case when NEW.ok or status <> 'queued' then last_error else NEW.words end,
    next_attempt_at = case when next_attempt_at is null then null else coalesce(NEW.again_at, next_attempt_at) end
  where id = NEW.delivery_id returning * into d;
  if d.status = 'queued' and (NEW.ok or NEW.again_at is null) then
    insert into events (subject_type, subject_id, step, person_id, input)
    values ('delivery', d.id, case when NEW.ok then 'deliver' else 'give_up' end, worker_person(), case when NEW.ok
      then jsonb_strip_nulls(jsonb_build_object('sentTo', NEW.words, 'attempts', d.attempts, 'reference', NEW.reference))
      else jsonb_build_object('because', NEW.words, 'attempts', d.attempts) end);
  end if;
  return null;
end
$$;

-- Everything that a message says, as it stands now. What was redacted is null.
create or replace function message_of(d deliveries) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  actor bigint := (select person_id from events where id = d.event_id);
begin
  return jsonb_build_object('id', d.id, 'kind', d.kind, 'key', d.key, 'attempts', d.attempts, 'queuedAt', utc(d.queued_at), 'triedSince', utc(d.tried_since),
    'to', (select jsonb_build_object('name', p.name, 'email', p.email) from people p where p.id = d.person_id),
    'thread', (select s.reference from deliveries s where s.change_id = d.change_id and s.channel = 'slack' and s.reference is not null order by s.delivered_at, s.id limit 1),
    'record', coalesce((select c.number from changes c where c.id = d.change_id), 'halt-' || d.halt_id, 'freeze-' || d.freeze_id, 'entry-' || d.entry_id, 'delegation-' || d.delegation_id),
    'change', (select jsonb_build_object('number', c.number, 'type', c.type, 'status', c.status, 'title', text_of(c.title_text), 'what', text_of(c.what_text),
        'systems', (select coalesce(jsonb_agg(y.name || ' (' || l.name || ')' order by l.name, y.name), '[]')
          from change_systems t join systems y on y.id = t.system_id join clients l on l.id = y.client_id where t.change_id = c.id),
        'systemInWords', text_of(c.system_in_words_text), 'rollbackPlan', text_of(c.rollback_plan_text), 'startedAt', utc(c.started_at),
        'windowStart', utc(c.window_start), 'windowEnd', utc(c.window_end),
        'by', (select p.called from people p where p.id = coalesce(actor, c.who_id, c.implementer_id, c.author_id)))
      from changes c where c.id = d.change_id),
    'incident', (select i.number from incidents i where i.id = d.incident_id),
    'freeze', (select jsonb_build_object('name', f.name, 'covers', case f.covers when 'all' then 'all systems' when 'client' then (select l.name from clients l where l.id = f.client_id)
          else (select y.name || ' (' || l.name || ')' from systems y join clients l on l.id = y.client_id where y.id = f.system_id) end,
        'reason', text_of(f.reason_text), 'from', (select utc(min(lower(s.during))) from freeze_spans s where s.freeze_id = f.id),
        'until', (select utc(max(upper(s.during))) from freeze_spans s where s.freeze_id = f.id), 'repeats', f.repeats, 'timezone', f.timezone,
        'by', (select p.called from people p where p.id = f.placed_by))
      from freezes f where f.id = d.freeze_id),
    'halt', (select jsonb_build_object('client', l.name, 'application', h.application, 'environment', h.environment, 'reason', text_of(h.reason_text), 'placedAt', utc(h.placed_at),
        'by', (select p.called from people p where p.id = coalesce(actor, h.placed_by)))
      from halts h left join clients l on l.id = h.client_id where h.id = d.halt_id),
    'entry', (select jsonb_build_object('title', text_of(e.title_text), 'kind', e.kind, 'version', e.version, 'expiresOn', to_char(e.expires_on, 'YYYY-MM-DD')) from entries e where e.id = d.entry_id),
    'delegation', (select jsonb_build_object('to', (select p.called from people p where p.id = l.delegate_id), 'by', (select p.called from people p where p.id = l.placed_by),
        'from', utc(lower(l.during)), 'until', utc(upper(l.during)), 'reason', text_of(l.reason_text))
      from delegations l where l.id = d.delegation_id),
    'account', (select jsonb_build_object('name', p.called, 'other', o.called) from events e join people p on p.id = e.subject_id
        join people o on o.id = (e.canonical::jsonb -> 'data' ->> 'account')::bigint where e.id = d.event_id and e.step = 'resemble'),
    'policyDue', case when d.kind = 'policy_review_due' then to_char(policy_due(), 'YYYY-MM-DD') end,
    'findings', case when d.kind <> 'findings_open' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('incident', i.number, 'finding', text_of(f.finding_text), 'due', f.due_on, 'owner', p.called) order by f.due_on, f.id), '[]')
      from findings f join incidents i on i.id = f.incident_id join people p on p.id = f.owner_id
      where f.answered_at is null and (d.person_id is null or f.owner_id = d.person_id)) end,
    'reason', (select t.text from texts t where t.event_id = d.event_id and t.field = 'reason'),
    'now', utc(windlass_now()));
end
$$;

-- Takes at most `most` of what is due by a channel, for a minute by the machine's clock, and says what each is to tell. Nobody
-- else gets them meanwhile; whoever is killed with them leaves them to the next. What is of no use any more is dropped here.
-- It waits for nobody: what another writer holds, the chain or the row, is left to the next claim.
create or replace function claim_deliveries(which text, most integer) returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due bigint[];
  claimed jsonb;
begin
  loop
    -- What was never tried is due, wherever a clock that was set back stands.
    due := array(select d.id from deliveries d join chains c on c.subject_type = 'delivery' and c.subject_id = d.id
      where d.channel = which and d.next_attempt_at is not null and (d.next_attempt_at <= windlass_now() or d.attempts = 0)
        and (d.leased_until is null or d.leased_until <= clock_timestamp())
      order by d.next_attempt_at, d.id limit least(most, 500) for no key update skip locked);
    if due = '{}' then return '[]'; end if;
    update deliveries set leased_until = clock_timestamp() + interval '1 minute' where id = any (due);
    select jsonb_agg(message_of(d) order by r.place, d.queued_at, d.id) into claimed
    from deliveries d join notice_rules r on r.kind = d.kind where d.id = any (due) and d.status = 'queued';
    if claimed is not null then return claimed; end if;
  end loop;
end
$$;

-- Words that a channel said, as an event takes them: on one line, short, never blank.
create or replace function plain_words(words text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(nullif(btrim(left(regexp_replace(words, '[\s\u0001-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]+', ' ', 'g'), 500)), ''), 'It was not said.')
$$;

-- How a try ended: `ok` with where it went (`words`) and what the channel calls it (`reference`); else why not, and after how
-- long it is tried again, three days at most: never, where that is null.
create or replace function note_attempt(delivery_ids bigint[], ok boolean, words text, reference text, again interval) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from chains c where c.subject_type = 'delivery' and c.subject_id = any (delivery_ids) order by c.subject_id for update;
  insert into delivery_attempts (delivery_id, at, ok, words, reference, again_at)
  select d.id, windlass_now(), coalesce(note_attempt.ok, false), plain_words(note_attempt.words),
    case when note_attempt.ok and note_attempt.reference ~ '\S' then plain_words(note_attempt.reference) end,
    case when not note_attempt.ok and again is not null then windlass_now() + least(greatest(again, interval '0'), interval '3 days') end
  from deliveries d where d.id = any (delivery_ids) order by d.id;
end
$$;

-- What a worker says of a channel. That there is none is believed where nobody said otherwise in the last two minutes. Null:
-- it is leaving, so its word no longer stands against another's.
create or replace function say_channel(which text, is_configured boolean, where_to text) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update channel_states set configured = coalesce(is_configured, configured), leads_to = case when is_configured is null then leads_to when is_configured then left(where_to, 300) end,
    said_at = case when is_configured is not null then clock_timestamp() end
  where channel = which and (is_configured is null or is_configured or not configured or said_at is null or said_at < clock_timestamp() - interval '2 minutes')
$$;

-- Calls the workers of each channel by which something is due that nobody is at, and says which.
create or replace function wake_deliveries() returns text[] language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due text[] := array(select s.channel from channel_states s where s.configured and exists (select from deliveries d
    where d.channel = s.channel and d.next_attempt_at is not null and (d.next_attempt_at <= windlass_now() or d.attempts = 0)
      and (d.leased_until is null or d.leased_until <= clock_timestamp())) order by s.channel);
begin
  perform wake_channel(woken) from unnest(due) woken;
  return due;
end
$$;

-- The step by which a kind of notice is caused; null where the clock causes it.
create or replace function cause_of(kind text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case kind when 'change_failed' then 'fail' when 'emergency_declared' then 'declare' when 'review_waiting' then 'submit'
    when 'approval_waiting' then 'review' when 'after_review_waiting' then 'document' when 'freeze_placed' then 'place_freeze'
    when 'halt_placed' then 'place_halt' when 'halt_lifted' then 'lift_halt' when 'delegation_placed' then 'delegate' when 'account_resembles' then 'resemble' end
$$;

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
      when 'resemble' then array_remove(leads_but(NEW.person_id), (NEW.canonical::jsonb -> 'data' ->> 'account')::bigint)
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

create or replace trigger e_tell_people after insert on events for each row
  when (not NEW.loaded and NEW.step in ('fail', 'declare', 'submit', 'review', 'document', 'place_freeze', 'place_halt', 'lift_halt', 'delegate', 'resemble'))
  execute function tell_people();
alter table events enable always trigger e_tell_people;

-- The latest reminder that an emergency is not documented, once: 12 and 20 hours after its claimed start, and when the 24 are over.
create or replace function queue_reminders(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  c record;
  about deliveries;
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
    about.kind := c.kind;
    about.key := c.kind || ' ' || c.id;
    about.change_id := c.id;
    about.queued_at := at;
    about.useful_until := case c.kind when 'documentation_due' then c.started_at + interval '20 hours' when 'documentation_pressing' then c.started_at + interval '24 hours' end;
    queued := queued + queue_notice(about, c.who_id || case c.kind when 'documentation_overdue' then who_may('freeze', 'place_freeze', '', '', '{}', null) else '{}' end);
  end loop;
  return queued;
end
$$;

-- Windows that open within a quarter of an hour, and those of yesterday and today that a running change overruns. None is longer than a day.
create or replace function queue_windows(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  c record;
  about deliveries;
  queued integer := 0;
begin
  for c in
    select 'window_opening' as kind, w.id, w.window_start as told, w.window_start as until, coalesce(w.implementer_id, w.author_id) as whom from changes w
    where w.window_start > at and w.window_start <= at + interval '15 minutes' and w.status = 'scheduled'
    union all
    select 'window_overrun', w.id, w.window_end, w.window_end + interval '1 day', w.who_id from changes w
    where w.window_start > at - interval '2 days' and w.window_start <= at and w.window_end <= at and w.window_end > at - interval '1 day' and w.status = 'in_progress'
    order by 3, 2
  loop
    continue when exists (select from deliveries d where d.change_id = c.id and d.kind = c.kind and starts_with(d.key, window_key(c.kind, c.id, c.told)));
    about.kind := c.kind;
    about.key := rtrim(window_key(c.kind, c.id, c.told));
    about.change_id := c.id;
    about.queued_at := at;
    about.useful_until := c.until;
    queued := queued + queue_notice(about, array[c.whom]);
  end loop;
  return queued;
end
$$;

-- The week's open findings, from Monday at 08:00 of the site until two days later.
create or replace function queue_findings(at timestamptz, site_zone text) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  monday timestamp := date_trunc('week', at at time zone site_zone);
  begins timestamptz := (monday + interval '8 hours') at time zone site_zone;
  about deliveries;
  owners bigint[];
begin
  about.key := 'findings_open ' || to_char(monday, 'IYYY-"W"IW');
  if at < begins or at >= begins + interval '2 days' or exists (select from deliveries where key = about.key || ' slack') then return 0; end if;
  owners := array(select distinct owner_id from findings where answered_at is null);
  if owners = '{}' or exists (select from deliveries d, unnest(owners) o where d.key = about.key || ' email ' || o) then return 0; end if;
  about.kind := 'findings_open';
  about.queued_at := at;
  about.useful_until := begins + interval '2 days';
  return queue_notice(about, owners);
end
$$;

-- Queues what the clock makes due, each once and for as long as it is of use, and says how many. Null while another is at it.
create or replace function queue_due_notices(site_zone text) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := windlass_now();
begin
  if not take_turn('notices') then return null; end if;
  if not exists (select from channel_states where configured) then return 0; end if;
  return queue_reminders(at) + queue_windows(at) + queue_findings(at, site_zone)
    + queue_halts(at) + queue_entries(at) + queue_policy_review(at);
end
$$;

-- The kinds of e-mail that somebody refuses are those that they did not choose, but for what nobody can refuse.
create or replace function choose_emails() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  chosen jsonb := coalesce(NEW.canonical::jsonb -> 'data' -> 'emails', '[]');
begin
  delete from unwanted_emails where person_id = NEW.subject_id and chosen @> to_jsonb(kind);
  insert into unwanted_emails (person_id, kind) select NEW.subject_id, r.kind from notice_rules r where not r.mandatory and not chosen @> to_jsonb(r.kind)
  on conflict do nothing;
  return null;
end
$$;

create or replace function what_is_unwanted_was_not_chosen() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  unwanted unwanted_emails := case TG_OP when 'DELETE' then OLD else NEW end;
  last events;
begin
  select * into last from events where subject_type = 'person' and subject_id = unwanted.person_id order by seq desc limit 1;
  if last.step = 'choose_emails' and (case TG_OP
    when 'INSERT' then not coalesce(last.canonical::jsonb -> 'data' -> 'emails' @> to_jsonb(unwanted.kind), false)
      and exists (select from notice_rules r where r.kind = unwanted.kind and not r.mandatory)
    when 'DELETE' then last.canonical::jsonb -> 'data' -> 'emails' @> to_jsonb(unwanted.kind) end) then
    return unwanted;
  end if;
  perform refuse('Which e-mails a person gets is what they chose last; nobody refuses the alert of a failure (Failed Changes).', '{"because": "kept"}');
  return null;
end
$$;

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

-- How the key of a delivery ends.
create or replace function to_whom(d deliveries) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select ' ' || d.channel || coalesce(' ' || d.person_id, '') $$;

-- The kind of record that a kind of notice is about; null where it is about no single one.
create or replace function record_of(kind text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when kind in ('findings_open', 'policy_review_due') then null when kind = 'freeze_placed' then 'freeze'
    when kind in ('halt_placed', 'halt_lifted', 'halt_stands') then 'halt' when kind = 'entry_expiring' then 'entry'
    when kind = 'delegation_placed' then 'delegation' when kind = 'account_resembles' then 'person' else 'change' end
$$;

-- The records that a delivery names, by their kinds; an incident comes with its change.
create or replace function named_by(d deliveries) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object('change', d.change_id, 'freeze', d.freeze_id, 'halt', d.halt_id, 'entry', d.entry_id, 'delegation', d.delegation_id,
    'person', (select e.subject_id from events e where e.id = d.event_id and e.subject_type = 'person')))
$$;

-- What makes a halt's reminder the one it is: the whole days that it has stood.
create or replace function halt_key(h halts, at timestamptz) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select 'halt_stands ' || h.id || ' ' || floor(extract(epoch from at - h.placed_at) / 86400)::bigint || ' '
$$;

-- The day on which the policy is due for review: 12 months after its last one. It came with that of 2026-04-04.
create or replace function policy_due() returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select (greatest('2026-04-04'::date, policy_day(policy_reviewed_at())) + interval '12 months')::date
$$;

create or replace function policy_key() returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select 'policy_review_due ' || to_char(policy_due(), 'YYYY-MM-DD') || ' ' $$;

-- Every operations lead but one.
create or replace function leads_but(one bigint) returns bigint[] language sql stable
set search_path = pg_catalog, public, pg_temp as $$ select who_may('freeze', 'place_freeze', '', '', '{}', one) $$;

-- The halts that stand: once each 24 hours after each was placed, the latest reminder alone.
create or replace function queue_halts(at timestamptz) returns integer language plpgsql volatile
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

-- The approved catalogue entries whose last day is at most 14 days ahead, each once.
create or replace function queue_entries(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := site_day(at);
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
    about.useful_until := site_midnight(e.expires_on + 1);
    leads := coalesce(leads, leads_but(null));
    queued := queued + queue_notice(about, e.proposer || leads);
  end loop;
  return queued;
end
$$;

-- That the policy is due for review, from 30 days before until it is reviewed; once for each day on which it falls due.
create or replace function queue_policy_review(at timestamptz) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  about deliveries;
  leads bigint[];
begin
  if site_day(at) < policy_due() - 30 then return 0; end if;
  leads := leads_but(null);
  about.key := rtrim(policy_key());
  if exists (select from deliveries d where d.key = about.key || ' slack') or exists (select from deliveries d, unnest(leads) l where d.key = about.key || ' email ' || l) then return 0; end if;
  about.kind := 'policy_review_due';
  about.queued_at := at;
  return queue_notice(about, leads);
end
$$;
