-- Least rights, where the four roles exist; behind one plain DATABASE_URL they do not, and the triggers alone hold. What a role
-- may of a domain stands at the end of its file. Neither temporary tables nor tables of one's own: they could stand in the way of ours.
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
revoke create on schema public from public;
grant usage on schema public to windlass_app, windlass_signin, windlass_worker;
-- Readiness and the worker ask whose build the database has.
grant usage on schema drizzle to windlass_app, windlass_worker;
grant select on all tables in schema drizzle to windlass_app, windlass_worker;
