create or replace function current_state(kind text, record bigint, out type text, out status text, out revision integer, out step_seq integer)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  case kind
    when 'change' then select c.type, c.status, c.revision, c.step_seq into type, status, revision, step_seq from changes c where c.id = record;
    when 'incident' then select '', i.status, 1, i.step_seq into type, status, revision, step_seq from incidents i where i.id = record;
    when 'entry' then select '', e.status, e.version, e.step_seq into type, status, revision, step_seq from entries e where e.id = record;
    when 'system' then select '', s.status, 1, s.step_seq into type, status, revision, step_seq from systems s where s.id = record;
    when 'freeze' then select '', f.status, 1, f.step_seq into type, status, revision, step_seq from freezes f where f.id = record;
    when 'person' then select '', case when p.deactivated_at is null then 'known' else 'deactivated' end, 1, 0 into type, status, revision, step_seq from people p where p.id = record;
    when 'roster' then select '', r.status, 1, r.step_seq into type, status, revision, step_seq from rosters r where r.id = record;
    when 'delivery' then select '', d.status, 1, d.step_seq into type, status, revision, step_seq from deliveries d where d.id = record;
    when 'delegation' then select '', d.status, 1, d.step_seq into type, status, revision, step_seq from delegations d where d.id = record;
    when 'halt' then select '', h.status, 1, h.step_seq into type, status, revision, step_seq from halts h where h.id = record;
    when 'import' then select '', m.status, 1, m.step_seq into type, status, revision, step_seq from imports m where m.id = record;
    when 'account' then select '', a.status, 1, a.step_seq into type, status, revision, step_seq from accounts a where a.id = record;
    when 'webhook' then select '', w.status, 1, w.step_seq into type, status, revision, step_seq from webhooks w where w.id = record;
    when 'installation' then select '', 'installed', 1, 0 into type, status, revision, step_seq from installation i where i.id = record;
    else null;
  end case;
end
$$;

create or replace function past_actions(kind text, subject bigint, current_revision integer) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case kind
    when 'change' then change_past_actions(subject, current_revision)
    when 'incident' then incident_past_actions(subject)
    when 'entry' then jsonb_build_object('proposer', (select coalesce(jsonb_agg(distinct person_id), '[]') from events e
       where subject_type = kind and subject_id = subject and exists (select from rules r where r.subject_type = kind and r.step = e.step and 'proposer' = any (r.makes))))
    when 'halt' then jsonb_build_object('placer', (select coalesce(jsonb_agg(distinct person_id), '[]') from events e
       where subject_type = kind and subject_id = subject and exists (select from rules r where r.subject_type = kind and r.step = e.step and 'placer' = any (r.makes))))
    when 'account' then (select jsonb_build_object('proposer', coalesce(jsonb_agg(distinct person_id), '[]'), 'accountable', to_jsonb((array_agg(person_id order by seq desc))[1:1])) from events e
       where subject_type = kind and subject_id = subject and exists (select from rules r where r.subject_type = kind and r.step = e.step and 'accountable' = any (r.makes)))
    when 'person' then jsonb_build_object('self', jsonb_build_array(subject))
    else '{}' end
$$;

-- Person ids by past action, as `rules.makes` names them. Review and approval count for the current revision only: a revised
-- change has to be reviewed and approved again.
create or replace function change_past_actions(change bigint, current_revision integer) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'author', coalesce(jsonb_agg(distinct person_id) filter (where 'author' = any (makes)), '[]'),
    'latest_author', to_jsonb(array_remove(array[(array_agg(person_id order by seq desc) filter (where 'latest_author' = any (makes)))[1]], null)),
    'reviewer', coalesce(jsonb_agg(distinct person_id) filter (where 'reviewer' = any (makes) and revision = current_revision), '[]'),
    'approver', coalesce(jsonb_agg(distinct person_id) filter (where 'approver' = any (makes) and revision = current_revision), '[]'),
    'executor', coalesce(jsonb_agg(distinct person_id) filter (where 'executor' = any (makes)), '[]'),
    'starter', coalesce(jsonb_agg(distinct person_id) filter (where 'starter' = any (makes)), '[]'),
    'rollback', coalesce(jsonb_agg(distinct person_id) filter (where 'rollback' = any (makes)), '[]'),
    'documenter', coalesce(jsonb_agg(distinct person_id) filter (where 'documenter' = any (makes)), '[]'))
  from events e cross join lateral (select makes from rules r where r.subject_type = 'change' and r.step = e.step limit 1) of_step
  where e.subject_type = 'change' and e.subject_id = change
$$;

create or replace function incident_past_actions(incident bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'executor', change_past_actions(i.change_id, 0) -> 'executor',
    'investigator', (select coalesce(jsonb_agg(distinct person_id), '[]') from events e where subject_type = 'incident' and subject_id = incident
       and exists (select from rules r where r.subject_type = 'incident' and r.step = e.step and 'investigator' = any (r.makes))))
  from incidents i where i.id = incident
$$;

grant execute on function change_past_actions(bigint, integer), incident_past_actions(bigint), past_actions(text, bigint, integer), current_state(text, bigint) to windlass_app;
