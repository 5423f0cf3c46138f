create or replace function check_preconditions(c changes, wanted text[], posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  found_out jsonb := '{}';
  need text;
begin
  foreach need in array coalesce(wanted, '{}') loop
    found_out := found_out || jsonb_build_object(need, check_precondition(need, c, posted, at));
  end loop;
  return found_out;
end
$$;

create or replace function check_precondition(need text, c changes, posted jsonb, at timestamptz) returns jsonb language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  case need
    when 'in_scope' then return check_in_scope(c, posted, at);
    when 'facts_written' then return check_facts_written(c, posted);
    when 'entry_live' then return check_entry(c, 'standard', at);
    when 'entry_routine' then return check_entry(c, 'routine', at);
    when 'reversible' then return case when c.reversible then 'true' else '{"not": true}' end;
    when 'window_valid' then return check_window_valid(posted, at);
    when 'window_free' then return check_window_free(c, posted);
    when 'window_unfrozen' then return check_window_unfrozen(c, posted);
    when 'not_frozen' then return check_not_frozen(c, at);
    when 'freeze_bounded' then return check_freeze_bounded(posted, at);
    when 'window_open' then return check_window_open(c, at);
    when 'approval_fresh' then return check_approval_fresh(c, posted, at);
    when 'system_idle' then return check_system_idle(c);
    when 'later_end' then return check_later_end(c, posted, at);
    when 'started_in_past' then return case when (posted ->> 'startedAt')::timestamptz > at then '{"future": true}' else 'true' end;
    when 'ended_in_past' then return case
      when (posted ->> 'endedAt')::timestamptz > at then '{"future": true}'
      when (posted ->> 'endedAt')::timestamptz < date_trunc('minute', c.started_at) then '{"before": true}'
      else 'true' end;
    when 'system_registered' then return check_system_registered(c, posted, at);
    when 'off_roster_explained' then return check_off_roster_explained(c, posted);
    when 'shifts_bounded' then return check_shifts_bounded(posted, at);
    when 'entry_covers' then return check_entry_covers(posted);
    when 'management_bounded' then return check_management_bounded(posted, at);
    when 'delegation_bounded' then return check_delegation_bounded(posted, at);
    when 'token_bounded' then return check_token_bounded(posted, at);
    when 'halt_aimed' then return check_halt_aimed(posted);
    when 'incident_closed' then return check_incident_closed(c);
    when 'alert_delivered' then return check_alert_delivered(c);
    else return null;
  end case;
end
$$;

grant execute on function check_precondition(text, changes, jsonb, timestamptz), check_preconditions(changes, text[], jsonb, timestamptz) to windlass_app;
