-- The content of a message is read when it is sent, so that it is current and holds nothing that was redacted meanwhile.
create or replace function delivery_message(d deliveries) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  actor bigint := (select person_id from events where id = d.event_id);
begin
  return jsonb_build_object('id', d.id, 'kind', d.kind, 'key', d.key, 'attempts', d.attempts, 'queuedAt', utc(d.queued_at), 'triedSince', utc(d.retrying_since),
    'to', (select jsonb_build_object('name', p.name, 'email', p.email) from people p where p.id = d.person_id),
    'thread', (select s.reference from deliveries s where s.change_id = d.change_id and s.channel = 'slack' and s.reference is not null order by s.delivered_at, s.id limit 1),
    'record', coalesce((select c.number from changes c where c.id = d.change_id), 'halt-' || d.halt_id, 'freeze-' || d.freeze_id, 'entry-' || d.entry_id, 'delegation-' || d.delegation_id),
    'change', change_for_message(d.change_id, actor),
    'incident', (select i.number from incidents i where i.id = d.incident_id),
    'freeze', freeze_for_message(d.freeze_id),
    'halt', halt_for_message(d.halt_id, actor),
    'entry', (select jsonb_build_object('title', text_body(e.title_text_id), 'kind', e.kind, 'version', e.version, 'expiresOn', to_char(e.expires_on, 'YYYY-MM-DD')) from entries e where e.id = d.entry_id),
    'delegation', (select jsonb_build_object('to', (select p.display_name from people p where p.id = l.delegate_id), 'by', (select p.display_name from people p where p.id = l.placed_by),
        'from', utc(lower(l.during)), 'until', utc(upper(l.during)), 'reason', text_body(l.reason_text_id))
      from delegations l where l.id = d.delegation_id),
    'account', (select jsonb_build_object('name', p.display_name, 'other', o.display_name) from events e join people p on p.id = e.subject_id
        join people o on o.id = (e.canonical::jsonb -> 'data' ->> 'account')::bigint where e.id = d.event_id and e.step = 'resemble'),
    'token', case when d.kind = 'token_expiring' then (select jsonb_build_object('name', t.name, 'account', a.name, 'expiresAt', utc(t.expires_at))
      from api_tokens t left join accounts a on a.id = t.account_id where t.id = noticed_token(d)) end,
    'policyDue', case when d.kind = 'policy_review_due' then to_char(policy_review_due_on(), 'YYYY-MM-DD') end,
    'findings', case when d.kind <> 'findings_open' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('incident', i.number, 'finding', text_body(f.finding_text_id), 'due', f.due_on, 'owner', p.display_name) order by f.due_on, f.id), '[]')
      from findings f join incidents i on i.id = f.incident_id join people p on p.id = f.owner_id
      where f.answered_at is null and (d.person_id is null or f.owner_id = d.person_id)) end,
    'step', (select e.step from events e where e.id = d.event_id),
    'named', case when d.kind = 'named_in_note' then (select jsonb_agg(p.display_name order by p.name, p.id) from mentions m join people p on p.id = m.person_id where m.event_id = d.event_id) end,
    'comment', case when d.kind = 'named_in_note' then (select t.text from texts t where t.event_id = d.event_id and t.field = 'comment') end,
    'reason', (select t.text from texts t where t.event_id = d.event_id and t.field = 'reason'),
    'now', utc(windlass_now()));
end
$$;

-- `by` is the person of the triggering event, else whoever is responsible for the change.
create or replace function change_for_message(of_change bigint, actor bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('number', c.number, 'type', c.type, 'status', c.status, 'title', text_body(c.title_text_id), 'what', text_body(c.what_text_id),
    'systems', (select coalesce(jsonb_agg(y.name || ' (' || l.name || ')' order by l.name, y.name), '[]')
      from change_systems t join systems y on y.id = t.system_id join clients l on l.id = y.client_id where t.change_id = c.id),
    'systemInWords', text_body(c.system_in_words_text_id), 'rollbackPlan', text_body(c.rollback_plan_text_id), 'startedAt', utc(c.started_at),
    'windowStart', utc(c.window_start), 'windowEnd', utc(c.window_end),
    'by', (select p.display_name from people p where p.id = coalesce(actor, c.who_id, c.implementer_id, c.author_id)))
  from changes c where c.id = of_change
$$;

create or replace function freeze_for_message(of_freeze bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('name', f.name, 'covers', case f.covers when 'all' then 'all systems' when 'client' then (select l.name from clients l where l.id = f.client_id)
      else (select y.name || ' (' || l.name || ')' from systems y join clients l on l.id = y.client_id where y.id = f.system_id) end,
    'reason', text_body(f.reason_text_id), 'from', (select utc(min(lower(s.during))) from freeze_spans s where s.freeze_id = f.id),
    'until', (select utc(max(upper(s.during))) from freeze_spans s where s.freeze_id = f.id), 'repeats', f.repeats, 'timezone', f.timezone,
    'by', (select p.display_name from people p where p.id = f.placed_by))
  from freezes f where f.id = of_freeze
$$;

create or replace function halt_for_message(of_halt bigint, actor bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('client', l.name, 'application', h.application, 'environment', h.environment, 'reason', text_body(h.reason_text_id), 'placedAt', utc(h.placed_at),
    'by', (select p.display_name from people p where p.id = coalesce(actor, h.placed_by)))
  from halts h left join clients l on l.id = h.client_id where h.id = of_halt
$$;
