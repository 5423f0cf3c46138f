-- Least rights, where the four roles exist. Behind one plain DATABASE_URL they do not, and the triggers alone hold.
create or replace function grant_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  shown text;
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    execute format('revoke temporary on database %I from public', current_database());
    revoke create on schema public from public;
    grant usage on schema public to windlass_app, windlass_signin, windlass_worker;
    grant usage on schema drizzle to windlass_app, windlass_worker; -- readyz and the worker ask whose build the database has
    grant select on all tables in schema drizzle to windlass_app, windlass_worker;
    foreach shown in array array['installation', 'people', 'person_roles', 'rules', 'need_words', 'events', 'texts', 'clients', 'systems', 'entries', 'entry_systems',
      'changes', 'change_systems', 'holds', 'freezes', 'freeze_spans', 'incidents', 'findings', 'deliveries'] loop
      execute format('grant select on %I to windlass_app', shown);
    end loop;
    grant select (id, person_id, name, without_titles, created_at, revoked_at) on feeds to windlass_app;
    grant select (person_id, step, subject_type, subject_id, clause, minute, times) on refusals to windlass_app;
    grant insert (subject_type, subject_id, step, person_id, read_at, input) on events to windlass_app;
    grant execute on function windlass_now(), utc(timestamptz), count_request(text, integer, bigint, bigint), caller(), roles_of(bigint), signed_in(bytea), watching_sessions(bytea[]), sign_out(bytea), keep_form(bytea, text, bytea),
      kept_form(bytea, uuid), spend_kept_form(bytea, uuid), take_post(uuid, bytea), answer_post(uuid, bytea, jsonb), first_answer(bytea, uuid, bytea), record_refusal(bytea, text, text, bigint, text, text),
      take_step(text, uuid, bytea, text, bigint, text, integer, jsonb), refuse(text, jsonb),
      text_of(bigint), systems_of(changes, jsonb), is_no_plan(text), class_of_a_plan(text), fact(text, changes, jsonb, timestamptz), change_facts(changes, text[], jsonb, timestamptz),
      fact_in_scope(changes, jsonb, timestamptz), was_managed(systems, timestamptz), fact_system_registered(changes, jsonb, timestamptz), fact_facts_written(changes, jsonb), fact_entry(changes, text), fact_window_valid(jsonb, timestamptz),
      fact_later_end(changes, jsonb, timestamptz), fact_window_free(changes, jsonb), freezes_over(changes, tstzrange), fact_window_unfrozen(changes, jsonb), fact_not_frozen(changes, timestamptz),
      fact_freeze_bounded(jsonb, timestamptz), reader_of_feed(bytea), fact_window_open(changes, timestamptz),
      fact_approval_fresh(changes, jsonb, timestamptz), fact_system_idle(changes), fact_incident_closed(changes), fact_alert_delivered(changes),
      change_acts(bigint, integer), incident_acts(bigint), acts_of(text, bigint, integer), standing(text, bigint) to windlass_app;
    grant execute on function sign_in(text, text, text, text, text[], text, bytea), end_oidc_sessions(text, text, text) to windlass_signin;
  end if;
  perform grant_log_rights();
  perform grant_trouble_rights();
  perform grant_alert_rights();
  perform grant_roster_rights();
  perform grant_governance_rights();
  perform grant_system_rights();
  perform grant_delegation_rights();
  perform grant_halt_rights();
  perform grant_policy_rights();
  perform grant_notice_rights();
  perform grant_rulebook_rights();
  perform grant_account_rights();
end
$$;

create or replace function grant_log_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant select on log_queue, log_entries, log_nodes, checkpoints, verifications, log_state, exports to windlass_app;
    grant execute on function hand_out_checkpoint(bigint) to windlass_app;
    grant execute on function text_or(bigint, text) to windlass_app;
    grant select on installation, events, texts, people, log_queue, log_entries, log_nodes, checkpoints, verifications, log_state to windlass_worker;
    grant insert (started_at, ended_at, size, ok, words, note) on verifications to windlass_worker;
    grant update (looked_at, in_the_way) on log_state to windlass_worker;
    grant execute on function verify_alone(), sequence_events(integer), keep_checkpoint(bigint, bytea, text, text, timestamptz), windlass_now(), utc(timestamptz) to windlass_worker;
  end if;
end
$$;

create or replace function grant_trouble_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant select on channel_states, deliveries, delivery_attempts, unwanted_emails, rosters, shifts, rostered_at, follow_ups to windlass_app;
    grant execute on function fact_off_roster_explained(changes, jsonb), fact_shifts_bounded(jsonb, timestamptz),
      who_may(text, text, text, text, jsonb, bigint), may_take(jsonb, bigint, text[], jsonb, jsonb), lent_ways(jsonb) to windlass_app;
  end if;
end
$$;

create or replace function grant_alert_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function claim_deliveries(text, integer), note_attempt(bigint[], boolean, text, text, interval), say_channel(text, boolean, text),
      wake_deliveries(), queue_due_notices(text) to windlass_worker;
  end if;
end
$$;

create or replace function grant_roster_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function on_call_at(timestamptz), gaps_ahead(timestamptz, timestamptz) to windlass_app;
  end if;
end
$$;

create or replace function grant_governance_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant select on delegations, halts, entry_clients, policy_versions, policy_reviews to windlass_app;
    grant select (id, name, client_id, event_id, created_at, revoked_at) on gate_tokens to windlass_app;
    grant execute on function fact_entry_covers(jsonb), fact_management_bounded(jsonb, timestamptz), fact_delegation_bounded(jsonb, timestamptz),
      fact_halt_aimed(jsonb), fact_entry(changes, text, timestamptz) to windlass_app;
  end if;
end
$$;

create or replace function grant_system_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function import_systems(text, uuid, bytea, jsonb, jsonb), fold_name(text) to windlass_app;
  end if;
end
$$;

create or replace function grant_delegation_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function signed_in(bytea), delegations_at(timestamptz) to windlass_app;
  end if;
end
$$;

create or replace function grant_halt_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function gate_answer(bytea, text, text, text, text, boolean, boolean) to windlass_app;
  end if;
end
$$;

create or replace function grant_policy_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant select on uses_by_day to windlass_app;
    grant execute on function policy_in_force(timestamptz), policy_reviewed_at(), policy_day(timestamptz), policy_due(), site_zone(), site_day(timestamptz) to windlass_app;
  end if;
end
$$;

create or replace function grant_notice_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant execute on function unseen(), says_something(text) to windlass_app;
  end if;
end
$$;

create or replace function grant_rulebook_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant select on rulebook to windlass_app, windlass_worker;
    grant execute on function record_rulebook(text) to windlass_worker;
    grant execute on function living_rulebook(), hash_of_given_rules(jsonb, jsonb, jsonb) to windlass_app;
  end if;
end
$$;

create or replace function grant_account_rights() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from pg_roles where rolname = 'windlass_app') then
    grant select on account_pairs to windlass_app;
    grant execute on function accounts_of(bigint), called(people), called(systems) to windlass_app;
  end if;
end
$$;
