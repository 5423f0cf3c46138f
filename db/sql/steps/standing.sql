create or replace function standing(kind text, record bigint, out type text, out status text, out revision integer, out step_seq integer)
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
    when 'installation' then select '', 'installed', 1, 0 into type, status, revision, step_seq from installation i where i.id = record;
    else null;
  end case;
end
$$;

create or replace function acts_of(kind text, subject bigint, this_revision integer) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select case kind
    when 'change' then change_acts(subject, this_revision)
    when 'incident' then incident_acts(subject)
    when 'entry' then (select jsonb_build_object('proposer', coalesce(jsonb_agg(person_id), '[]')) from events
       where subject_type = 'entry' and subject_id = subject and step = 'propose')
    when 'halt' then (select jsonb_build_object('placer', coalesce(jsonb_agg(person_id), '[]')) from events
       where subject_type = 'halt' and subject_id = subject and step = 'place_halt')
    when 'person' then jsonb_build_object('self', jsonb_build_array(subject))
    else '{}' end
$$;

-- Who did what to a change: people's ids by act. Review and approval count for this revision only.
create or replace function change_acts(change bigint, this_revision integer) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'author', coalesce(jsonb_agg(distinct person_id) filter (where step in ('draft', 'edit', 'take_over', 'declare')), '[]'),
    'latest_author', to_jsonb(array_remove(array[(array_agg(person_id order by seq desc) filter (where step in ('draft', 'take_over', 'declare')))[1]], null)),
    'reviewer', coalesce(jsonb_agg(distinct person_id) filter (where step = 'review' and revision = this_revision), '[]'),
    'approver', coalesce(jsonb_agg(distinct person_id) filter (where step in ('approve', 'approve_routine') and revision = this_revision), '[]'),
    'executor', coalesce(jsonb_agg(distinct person_id) filter (where step in ('start', 'declare', 'finish', 'log', 'stand_down', 'call_off')), '[]'),
    'starter', coalesce(jsonb_agg(distinct person_id) filter (where step = 'start'), '[]'),
    'rollback', coalesce(jsonb_agg(distinct person_id) filter (where step = 'roll_back'), '[]'),
    'documenter', coalesce(jsonb_agg(distinct person_id) filter (where step = 'document'), '[]'))
  from events where subject_type = 'change' and subject_id = change
$$;

create or replace function incident_acts(incident bigint) returns jsonb language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'executor', change_acts(i.change_id, 0) -> 'executor',
    'investigator', (select coalesce(jsonb_agg(distinct person_id), '[]') from events
       where subject_type = 'incident' and subject_id = incident and step = 'investigate'))
  from incidents i where i.id = incident
$$;

grant execute on function change_acts(bigint, integer), incident_acts(bigint), acts_of(text, bigint, integer), standing(text, bigint) to windlass_app;
