-- Least privilege for the four roles. Behind one plain DATABASE_URL they do not exist, and only the triggers protect the data.
-- Each domain's grants stand at the end of its file. Nobody may create tables, temporary ones included: they could shadow ours.
-- A restored database has lost its own rights, which these bring back.
do $$ begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to windlass_app, windlass_signin, windlass_worker', current_database());
end $$;
revoke create on schema public from public;
grant usage on schema public to windlass_app, windlass_signin, windlass_worker;
-- Readiness and the worker compare the build that the database has with their own.
grant usage on schema drizzle to windlass_app, windlass_worker;
grant select on all tables in schema drizzle to windlass_app, windlass_worker;
