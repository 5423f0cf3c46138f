-- The rulebook is everything that decides whether a step is allowed: the rules and their messages, functions, triggers,
-- constraints and grants. Its fingerprint is recorded as an event at each start, at each verification and whenever the rules
-- change, and each step names the fingerprint it was judged by, so that an auditor can tell which rules applied.

create or replace function rules_hash(rules rules[], words refusal_messages[], notices notice_rules[]) returns text language sql stable
set search_path = pg_catalog, public, pg_temp set intervalstyle = 'postgres' as $$
  select encode(sha256(convert_to(string_agg(line, E'\n' order by line collate "C"), 'UTF8')), 'hex')
  from (select 'rule ' || r::text as line from unnest(rules) r union all select 'word ' || w::text from unnest(words) w
    union all select 'notice ' || n::text from unnest(notices) n) lines
$$;

-- The hash that the rules of a build would have once it submits them through `submitted_rulebook`.
create or replace function submitted_rules_hash(rules jsonb, words jsonb, notices jsonb) returns text language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select rules_hash(array(select r from jsonb_populate_recordset(null::rules, submitted_rules_hash.rules) r),
    array(select w from jsonb_populate_recordset(null::refusal_messages, words) w), array(select n from jsonb_populate_recordset(null::notice_rules, notices) n))
$$;

create or replace function current_rules_hash() returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select rules_hash(array(select r from rules r), array(select w from refusal_messages w), array(select n from notice_rules n))
$$;

-- A hash of each part as the database holds it now. Of roles that are not Windlass's own it covers only memberships and
-- attributes that override a grant.
create or replace function current_rulebook() returns jsonb language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with tables as (select * from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')),
  functions as (select * from pg_proc where pronamespace = 'public'::regnamespace and prokind <> 'a'),
  known as (select * from pg_roles where rolname like 'windlass\_%' or oid in (select relowner from tables)),
  lines (part, line) as (
    select 'functions', pg_get_userbyid(proowner) || ' ' || pg_get_functiondef(oid) from functions
    union all select 'triggers', concat_ws(' ', tgenabled, case when tgisinternal then concat_ws(' ', tgrelid::regclass, k.conname, tgfoid::regproc) else pg_get_triggerdef(t.oid) end)
      from pg_trigger t left join pg_constraint k on k.oid = tgconstraint where tgrelid in (select oid from tables)
    union all select 'triggers', concat_ws(' ', ev_enabled, pg_get_ruledef(oid)) from pg_rewrite where ev_class in (select oid from tables)
    union all select 'triggers', concat_ws(' ', evtenabled, evtname, evtevent, evtfoid::regproc) from pg_event_trigger
    union all select 'constraints', concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'constraints', concat_ws(' ', indisvalid, pg_get_indexdef(indexrelid)) from pg_index where indisunique and indrelid in (select oid from tables)
    union all select 'constraints', concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
      from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid in (select oid from tables) and attnum > 0 and not attisdropped
    union all select 'constraints', concat_ws(' ', 'days of', site_zone())
    union all select 'grants', concat_ws(' ', 'table', oid::regclass, pg_get_userbyid(relowner), relrowsecurity, relforcerowsecurity) from tables
    union all select 'grants', concat_ws(' ', 'table', oid::regclass, acl::text) from tables, unnest(relacl) acl
    union all select 'grants', concat_ws(' ', 'column', attrelid::regclass, attname, acl::text) from pg_attribute, unnest(attacl) acl where attrelid in (select oid from tables)
    union all select 'grants', concat_ws(' ', 'function', oid::regprocedure, acl::text) from functions, unnest(proacl) acl
    union all select 'grants', concat_ws(' ', 'function', oid::regprocedure, 'as by default') from functions where proacl is null
    union all select 'grants', concat_ws(' ', 'schema', acl::text) from pg_namespace, unnest(nspacl) acl where nspname = 'public'
    union all select 'grants', concat_ws(' ', 'policy', polrelid::regclass, polname, polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
      from pg_policy where polrelid in (select oid from tables)
    union all select 'grants', concat_ws(' ', 'role', rolname, rolsuper, rolcreaterole, rolreplication, rolbypassrls, rolconfig::text) from known
    union all select 'grants', concat_ws(' ', 'member', member::regrole, roleid::regrole) from pg_auth_members
      where member in (select oid from known) or roleid in (select oid from known)
  )
  select jsonb_object_agg(part, encode(sha256(convert_to(content, 'UTF8')), 'hex')) || jsonb_build_object('rules', current_rules_hash())
  from (select part, string_agg(line, E'\n' order by line collate "C") as content from lines group by part) parts
$$;

create or replace function rulebook_fingerprint(parts jsonb) returns text language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256(convert_to(string_agg(key || ' ' || value || E'\n', '' order by key collate "C"), 'UTF8')), 'hex') from jsonb_each_text(parts)
$$;

-- Records the current rulebook as an event. The caller chooses the occasion, never the content.
create or replace function record_rulebook(occasion text) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  insert into rulebook (occasion, parts, fingerprint, recorded_at) values (record_rulebook.occasion, '{}', '', windlass_now())
  on conflict (id) do update set occasion = excluded.occasion
$$;

-- The fingerprint is always computed from the catalog, so that nobody can write a false one.
create or replace function compute_fingerprint() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  NEW.parts := current_rulebook();
  NEW.fingerprint := rulebook_fingerprint(NEW.parts);
  NEW.recorded_at := windlass_now();
  return NEW;
end
$$;

create or replace function record_rulebook_event() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into events (subject_type, subject_id, step, person_id, input) values ('installation', 1, 'record_rulebook', system_actor(), jsonb_build_object(
    'occasion', NEW.occasion, 'fingerprint', NEW.fingerprint, 'rulesHash', NEW.parts ->> 'rules', 'functionsHash', NEW.parts ->> 'functions',
    'triggersHash', NEW.parts ->> 'triggers', 'constraintsHash', NEW.parts ->> 'constraints', 'grantsHash', NEW.parts ->> 'grants'));
  return null;
end
$$;

-- A migration submits the rules through the view `submitted_rulebook`. Unchanged rows are not written again.
create or replace function replace_rulebook() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set intervalstyle = 'postgres' as $$
begin
  with submitted as (select g from jsonb_populate_recordset(null::refusal_messages, NEW.words) g),
    removed as (delete from refusal_messages w where w::text not in (select g::text from submitted) returning 1)
  insert into refusal_messages select (g).* from submitted where g::text not in (select w::text from refusal_messages w) and (select count(*) from removed) >= 0;
  with submitted as (select g from jsonb_populate_recordset(null::notice_rules, NEW.notices) g),
    removed as (delete from notice_rules n where n::text not in (select g::text from submitted) returning 1)
  insert into notice_rules select (g).* from submitted where g::text not in (select n::text from notice_rules n) and (select count(*) from removed) >= 0;
  -- In one statement, so that the event of the change is judged by the new rules.
  with submitted as (select g from jsonb_populate_recordset(null::rules, NEW.rules) g),
    removed as (delete from rules r where r::text not in (select g::text from submitted) returning 1)
  insert into rules select (g).* from submitted where g::text not in (select r::text from rules r) and (select count(*) from removed) >= 0;
  return NEW;
end
$$;

create or replace function guard_rules() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_trigger_depth() < 2 then
    perform refuse('by_migration_alone', jsonb_build_object('table', TG_TABLE_NAME));
  end if;
  return null;
end
$$;

-- A change of the rules is recorded as an event in the same transaction, even when a foreign trigger made it.
create or replace function record_rules_change() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from rulebook) and not exists (select from rules where step = 'record_rulebook') then return null; end if;
  if (select parts ->> 'rules' from rulebook) is distinct from current_rules_hash() then perform record_rulebook('change'); end if;
  return null;
end
$$;

create or replace view submitted_rulebook as select null::jsonb as rules, null::jsonb as words, null::jsonb as notices where false;

create trigger a_guard_rules before insert or delete or update or truncate on rules for each statement
  execute function guard_rules();
create trigger b_record_rules_change after insert or delete or update or truncate on rules for each statement execute function record_rules_change();

create trigger a_guard_rules before insert or delete or update or truncate on refusal_messages for each statement
  execute function guard_rules();
create trigger b_record_rules_change after insert or delete or update or truncate on refusal_messages for each statement
  execute function record_rules_change();

create trigger a_guard_rules before insert or delete or update or truncate on notice_rules for each statement
  execute function guard_rules();
create trigger b_record_rules_change after insert or delete or update or truncate on notice_rules for each statement
  execute function record_rules_change();

create trigger a_compute_fingerprint before insert or update on rulebook for each row execute function compute_fingerprint();
create trigger refuse_rewrite before delete on rulebook for each row execute function refuse_rewrite();
create trigger b_record_rulebook_event after insert or update on rulebook for each row execute function record_rulebook_event();
create trigger refuse_truncate before truncate on rulebook for each statement execute function refuse_truncate();

create trigger replace_rulebook instead of insert on submitted_rulebook for each row execute function replace_rulebook();

grant select on rules, refusal_messages, rulebook to windlass_app;
grant execute on function current_rulebook(), submitted_rules_hash(jsonb, jsonb, jsonb) to windlass_app;
grant select on rulebook to windlass_worker;
grant execute on function record_rulebook(text) to windlass_worker;
