-- `attest` is an operations lead's statement that the team was alerted in another way: the Slack alert is then no longer retried.
create or replace function apply_incident(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  data jsonb := body -> 'data';
begin
  if e.seq = 1 then
    insert into incidents (id, change_id, status, severity, opened_at, step_seq, last_event_id)
    select e.subject_id, cause.subject_id, e.to_status, 'medium', e.received_at, e.seq, e.id from events cause where cause.id = e.cause_id;
    return;
  end if;
  update incidents set
    status = e.to_status,
    step_seq = case when e.aside then step_seq else e.seq end,
    last_event_id = e.id,
    severity = coalesce(data ->> 'severity', severity),
    owner_id = coalesce((data ->> 'owner')::bigint, owner_id),
    root_cause_text_id = event_text_id(e.id, 'rootCause', root_cause_text_id),
    closed_at = case when e.step = 'close_incident' then e.received_at else closed_at end
  where id = e.subject_id;
  if data ? 'findings' then
    insert into findings (incident_id, finding_text_id, owner_id, due_on)
    select e.subject_id, t.id, (f.value ->> 'owner')::bigint, (f.value ->> 'due')::date
    from jsonb_array_elements(data -> 'findings') with ordinality f (value, place)
    join texts t on t.event_id = e.id and t.field = 'findings' and t.position = f.place - 1;
  end if;
  if e.step = 'attest' then
    update deliveries set attestation_event_id = coalesce(attestation_event_id, e.id), next_attempt_at = null
    where incident_id = e.subject_id and kind = 'change_failed' and channel = 'slack' and delivered_at is null;
  end if;
end
$$;

create or replace function open_incident(e events) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  incident bigint;
  alert deliveries;
begin
  insert into events (subject_type, step, person_id, session_id, cause_id, loaded, received_at)
  values ('incident', 'open', e.person_id, e.session_id, e.id, e.loaded, e.received_at) returning subject_id into incident;
  alert.key := 'change_failed ' || e.id;
  alert.kind := 'change_failed';
  alert.event_id := e.id;
  alert.change_id := e.subject_id;
  alert.incident_id := incident;
  alert.queued_at := e.received_at;
  perform queue_notice(alert, '{}');
end
$$;

-- A partial or impossible rollback raises the severity, and never lowers what somebody already set.
create or replace function raise_severity(e events, data jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
declare
  grades text[] := array['low', 'medium', 'high', 'critical'];
  grade text := case data ->> 'outcome' when 'partial' then 'high' else 'critical' end;
begin
  insert into events (subject_type, subject_id, step, person_id, session_id, cause_id, loaded, received_at, input)
  select 'incident', i.id, 'raise', e.person_id, e.session_id, e.id, e.loaded, e.received_at, jsonb_build_object('severity', grade)
  from incidents i where i.change_id = e.subject_id and i.status <> 'closed' and array_position(grades, i.severity) < array_position(grades, grade)
  order by i.id;
end
$$;

create or replace function check_incident_closed(c changes) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select jsonb_build_object('open', jsonb_agg(number)) from incidents
    where change_id = c.id and status <> 'closed' having count(*) > 0), 'true')
$$;

-- Only the Slack alert counts: an e-mail that is late must not keep a failed change from being closed.
create or replace function check_alert_delivered(c changes) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select jsonb_build_object('waiting', count(*)) from deliveries
    where change_id = c.id and kind = 'change_failed' and channel = 'slack' and delivered_at is null and attestation_event_id is null having count(*) > 0), 'true')
$$;

create or replace function answer_finding() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update findings set answered_at = NEW.received_at, answered_by = NEW.person_id, answer_text_id = event_text_id(NEW.id, 'answer', null)
  where id = (NEW.canonical::jsonb -> 'data' ->> 'finding')::bigint and incident_id = NEW.subject_id and answered_at is null;
  if not found then
    perform refuse('no_such_finding');
  end if;
  return null;
end
$$;

create or replace function guard_finding_answer() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if OLD.answered_at is null and (NEW.id, NEW.incident_id, NEW.finding_text_id, NEW.owner_id, NEW.due_on) = (OLD.id, OLD.incident_id, OLD.finding_text_id, OLD.owner_id, OLD.due_on)
    and exists (select from texts t join events e on e.id = t.event_id where t.id = NEW.answer_text_id and e.subject_type = 'incident' and e.subject_id = NEW.incident_id
      and e.step = 'answer' and (e.canonical::jsonb -> 'data' ->> 'finding')::bigint = NEW.id and e.person_id = NEW.answered_by and e.received_at = NEW.answered_at) then
    return NEW;
  end if;
  perform refuse('finding_answered_once');
  return null;
end
$$;

-- Only the `investigate` event of its own incident may write a finding.
create or replace function guard_finding() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  follows boolean := false;
begin
  follows := TG_OP = 'INSERT' and exists (select from texts t join incidents i on i.last_event_id = t.event_id
    where t.id = NEW.finding_text_id and i.id = NEW.incident_id);
  if follows is not true then
    perform refuse_without_event(TG_TABLE_NAME);
  end if;
  return coalesce(NEW, OLD);
end
$$;

create trigger a_guard_event_only_writes before insert or delete or update on incidents for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete or update on incidents for each row execute function guard_derived_row();
create trigger refuse_truncate before truncate on incidents for each statement execute function refuse_truncate();

create trigger a_guard_event_only_writes before insert or delete or update on findings for each row execute function guard_event_only_writes();
create trigger b_guard_derived_row before insert or delete on findings for each row execute function guard_finding();
create trigger guard_finding_answer before update on findings for each row execute function guard_finding_answer();
create trigger refuse_truncate before truncate on findings for each statement execute function refuse_truncate();

grant select on incidents, findings to windlass_app;
grant execute on function check_incident_closed(changes), check_alert_delivered(changes) to windlass_app;
