create or replace function guard_installation() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if TG_OP <> 'UPDATE' or NEW.kind <> OLD.kind or NEW.id <> OLD.id then
    perform refuse('installation_stays');
  end if;
  return NEW;
end
$$;

create or replace function apply_installation(e events, body jsonb) returns void language plpgsql volatile
set search_path = pg_catalog, public, pg_temp as $$
begin
  case when e.step in ('make_token', 'revoke_token') then perform apply_gate_token(e, body);
  else perform apply_policy(e, body);
  end case;
end
$$;

-- Consumes `asked` points of the limit `called`, whose period ends at `window_end` (epoch milliseconds, like `now`); an expired period
-- starts over. Deletes counters that expired more than an hour ago, so that the table stays small without a job.
create or replace function count_request(called text, asked integer, window_end bigint, now bigint) returns table (points integer, expire bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  delete from rate_limits where expire < count_request.now - 3600000;
  return query insert into rate_limits as r (key, points, expire) values (left(called, 255), asked, window_end)
    on conflict (key) do update set points = case when r.expire <= count_request.now then asked else r.points + asked end,
      expire = case when r.expire <= count_request.now then window_end else r.expire end
    returning r.points, r.expire;
end
$$;

create trigger guard_installation before delete or update on installation for each row execute function guard_installation();
create trigger refuse_truncate before truncate on installation for each statement execute function refuse_truncate();

grant select on installation to windlass_app;
grant execute on function count_request(text, integer, bigint, bigint) to windlass_app;
grant select on installation to windlass_worker;
