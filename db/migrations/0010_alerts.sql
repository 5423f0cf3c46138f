-- Alerts and notices: queued with their cause or when the clock makes them due, claimed, tried, and told of.

alter table delivery_attempts add column reference text;
--> statement-breakpoint
alter table delivery_attempts add column again_at timestamp (6) with time zone;
--> statement-breakpoint
create index findings_not_answered on findings using btree (owner_id) where answered_at is null;
--> statement-breakpoint
-- Calls the workers of a channel. A delivery is the truth and the job only a call: where it cannot be made, or while another's
-- call is not committed yet, nobody waits for it, for the workers look for what is due by themselves.
create function wake_channel(which text) returns void language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_regnamespace('graphile_worker') is null or not exists (select from channel_states where channel = which and configured)
    or not pg_try_advisory_xact_lock(hashtextextended('windlass_wake ' || which, 0)) then
    return;
  end if;
  execute 'select graphile_worker.add_job($1, job_key => $1)' using 'send_' || which;
exception when others then
  raise warning 'the workers of % were not called: %', which, sqlerrm;
end
$$;
--> statement-breakpoint
-- Whatever is queued gets the beginning of its chain, so that its writers wait for each other, and its channel is called.
create function begin_deliveries() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into chains (subject_type, subject_id, last_seq, last_hash) select 'delivery', id, 0, '' from queued;
  perform wake_channel(channel) from (select distinct channel from queued order by channel) woken;
  return null;
end
$$;
--> statement-breakpoint
create trigger begin_deliveries after insert on deliveries referencing new table as queued for each statement execute function begin_deliveries();
--> statement-breakpoint
alter table deliveries enable always trigger begin_deliveries;
--> statement-breakpoint
create or replace function queue_delivery(d deliveries) returns bigint language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  queued bigint;
begin
  insert into deliveries (key, kind, channel, person_id, event_id, change_id, incident_id, freeze_id, queued_at, next_attempt_at, useful_until)
  values (d.key, d.kind, d.channel, d.person_id, d.event_id, d.change_id, d.incident_id, d.freeze_id, d.queued_at, d.queued_at,
    coalesce(d.useful_until, d.queued_at + (select useful from notice_rules r where r.kind = d.kind)))
  on conflict do nothing returning id into queued;
  return queued;
end
$$;
--> statement-breakpoint
-- Queues a notice, once, for all whom it is for: `about.key` is what makes it the one it is, its channel and person are added.
-- The failure's alert in Slack waits for a channel that is not there yet; nothing else does.
create function queue_notice(about deliveries, addressees bigint[], by_slack boolean) returns integer language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  queued integer;
begin
  insert into deliveries (key, kind, channel, person_id, event_id, change_id, incident_id, freeze_id, queued_at, next_attempt_at, useful_until)
  select about.key || ' ' || way.channel || coalesce(' ' || way.person_id, ''), about.kind, way.channel, way.person_id, about.event_id, about.change_id,
    about.incident_id, about.freeze_id, about.queued_at, about.queued_at, coalesce(about.useful_until, about.queued_at + rule.useful)
  from notice_rules rule
  cross join lateral (
    select 'slack' as channel, null::bigint as person_id where by_slack and (rule.mandatory or exists (select from channel_states where channel = 'slack' and configured))
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
--> statement-breakpoint
-- Why a notice would tell its reader nothing true any more: null where it would.
create function why_drop(d deliveries, at timestamptz) returns text language plpgsql stable
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
    when d.kind = 'findings_open' and not exists (select from findings f where f.answered_at is null and (d.person_id is null or f.owner_id = d.person_id)) then
      return 'The findings are answered.';
    else return null;
  end case;
end
$$;
--> statement-breakpoint
-- What makes a window's notice the one it is: a window that was moved is told of again.
create function window_key(kind text, change bigint, at timestamptz) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$ select kind || ' ' || change || ' ' || utc(at) || ' ' $$;
--> statement-breakpoint
-- Whoever claims a notice that is of no use any more finds it dropped.
create function drop_what_is_of_no_use() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  because text := why_drop(NEW, windlass_now());
begin
  if because is not null then
    insert into events (subject_type, subject_id, step, person_id, input) values ('delivery', NEW.id, 'drop', worker_person(), jsonb_build_object('because', because));
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger drop_what_is_of_no_use after update of leased_until on deliveries for each row
  when (NEW.leased_until is not null and NEW.status = 'queued') execute function drop_what_is_of_no_use();
--> statement-breakpoint
alter table deliveries enable always trigger drop_what_is_of_no_use;
--> statement-breakpoint
-- What a try says is done: how often and since when it was tried, when it is tried again, that it arrived, that nobody tries any more.
create function note_try() returns trigger language plpgsql volatile security definer
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
--> statement-breakpoint
create trigger note_try after insert on delivery_attempts for each row execute function note_try();
--> statement-breakpoint
alter table delivery_attempts enable always trigger note_try;
--> statement-breakpoint
-- Everything that a message says, as it stands now. What was redacted is null.
create function message_of(d deliveries) returns jsonb language plpgsql stable
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
    'findings', case when d.kind <> 'findings_open' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('incident', i.number, 'finding', text_of(f.finding_text), 'due', f.due_on, 'owner', p.name) order by f.due_on, f.id), '[]')
      from findings f join incidents i on i.id = f.incident_id join people p on p.id = f.owner_id
      where f.answered_at is null and (d.person_id is null or f.owner_id = d.person_id)) end,
    'reason', (select t.text from texts t where t.event_id = d.event_id and t.field = 'reason'),
    'now', utc(windlass_now()));
end
$$;
--> statement-breakpoint
-- Takes at most `most` of what is due by a channel, for a minute by the machine's clock, and says what each is to tell. Nobody
-- else gets them meanwhile; whoever is killed with them leaves them to the next. What is of no use any more is dropped here.
create function claim_deliveries(which text, most integer) returns jsonb language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due bigint[];
  claimed jsonb;
begin
  loop
    -- The chain before the row, as every writer of a delivery takes them.
    due := array(select d.id from deliveries d join chains c on c.subject_type = 'delivery' and c.subject_id = d.id
      where d.channel = which and d.next_attempt_at <= windlass_now() and (d.leased_until is null or d.leased_until <= clock_timestamp())
      order by d.next_attempt_at, d.id limit least(most, 500) for no key update skip locked);
    if due = '{}' then return '[]'; end if;
    update deliveries set leased_until = clock_timestamp() + interval '1 minute' where id = any (due);
    select jsonb_agg(message_of(d) order by r.place, d.queued_at, d.id) into claimed
    from deliveries d join notice_rules r on r.kind = d.kind where d.id = any (due) and d.status = 'queued';
    if claimed is not null then return claimed; end if;
  end loop;
end
$$;
--> statement-breakpoint
-- Words that a channel said, as an event takes them: on one line, short, never blank.
create function plain_words(words text) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(nullif(btrim(left(regexp_replace(words, '[\s\u0001-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]+', ' ', 'g'), 500)), ''), 'It was not said.')
$$;
--> statement-breakpoint
-- How a try ended: `ok` with where it went (`words`) and what the channel calls it (`reference`); else why not, and after how
-- long it is tried again: never, where that is null.
create function note_attempt(delivery_ids bigint[], ok boolean, words text, reference text, again interval) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from chains c where c.subject_type = 'delivery' and c.subject_id = any (delivery_ids) order by c.subject_id for update;
  insert into delivery_attempts (delivery_id, at, ok, words, reference, again_at)
  select d.id, windlass_now(), coalesce(note_attempt.ok, false), plain_words(note_attempt.words),
    case when note_attempt.ok and note_attempt.reference ~ '\S' then plain_words(note_attempt.reference) end,
    case when not note_attempt.ok then windlass_now() + again end
  from deliveries d where d.id = any (delivery_ids) order by d.id;
end
$$;
--> statement-breakpoint
-- What a worker says of a channel. That there is none is believed where nobody said otherwise in the last two minutes.
create function say_channel(which text, is_configured boolean, where_to text) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  update channel_states set configured = is_configured, leads_to = case when is_configured then where_to end, said_at = clock_timestamp()
  where channel = which and (is_configured or not configured or said_at is null or said_at < clock_timestamp() - interval '2 minutes')
$$;
--> statement-breakpoint
-- Calls the workers of each channel by which something is due that nobody is at, and says which.
create function wake_deliveries() returns text[] language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due text[] := array(select s.channel from channel_states s where s.configured and exists (select from deliveries d
    where d.channel = s.channel and d.next_attempt_at <= windlass_now() and (d.leased_until is null or d.leased_until <= clock_timestamp())) order by s.channel);
begin
  perform wake_channel(woken) from unnest(due) woken;
  return due;
end
$$;
--> statement-breakpoint
create function queue_due_notices(site_zone text) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return 0;
end
$$;
--> statement-breakpoint
create function grant_alert_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function claim_deliveries(text, integer), note_attempt(bigint[], boolean, text, text, interval), say_channel(text, boolean, text),
      wake_deliveries(), queue_due_notices(text) to windlass_worker;
  end if;
end
$$;
--> statement-breakpoint
select grant_alert_rights();
