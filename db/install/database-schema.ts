import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";

/** The objects of the schema `public`, without those of extensions. */
export type DatabaseSchema = Readonly<Record<SchemaPart, readonly SchemaObject[]>>;
export type SchemaPart = (typeof schemaParts)[number];
export type SchemaObject = { readonly name: string; readonly definition: string };

export const schemaParts = ["tables", "constraints", "indexes", "views", "functions", "triggers", "grants"] as const;

const partSql = typedSql({ part: z.enum(schemaParts), name: z.string(), definition: z.string() });

/** Reads the schema, each part sorted by name. */
export async function readDatabaseSchema(db: Database): Promise<DatabaseSchema> {
  const rows = await queryRows(
    db,
    partSql`select * from (${schemaObjects}) parts order by name collate "C", definition collate "C"`,
  );
  const of = (part: SchemaPart) =>
    rows.filter((row) => row.part === part).map(({ name, definition }) => ({ name, definition }));
  return {
    tables: of("tables"),
    constraints: of("constraints"),
    indexes: of("indexes"),
    views: of("views"),
    functions: of("functions"),
    triggers: of("triggers"),
    grants: of("grants"),
  };
}

// The index of a key is left out: its constraint stands for it.
const schemaObjects = sql`
  with relations as (select * from pg_class c where relnamespace = 'public'::regnamespace),
  functions as (select * from pg_proc p where pronamespace = 'public'::regnamespace and prokind <> 'a'
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')),
  granted (on_what, owner, acl) as (
    select case relkind when 'S' then 'sequence ' else '' end || oid::regclass, relowner,
      coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)) from relations where relkind in ('r', 'v', 'S')
    union all select 'function ' || oid::regprocedure, proowner, coalesce(proacl, acldefault('f', proowner)) from functions
    union all select attrelid::regclass || '.' || attname, relowner, attacl from pg_attribute join relations c on c.oid = attrelid where attacl is not null
    union all select 'schema ' || nspname, nspowner, nspacl from pg_namespace where nspname = 'public')
  select 'tables' as part, relname || '.' || attname as name, concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
      case when attidentity <> '' then 'identity ' || attidentity::text end, case attgenerated when 's' then 'generated' when '' then 'default' end || ' ' || pg_get_expr(adbin, adrelid)) as definition
    from pg_attribute join relations c on c.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relkind = 'r' and attnum > 0 and not attisdropped
  union all select 'tables', sequencename::text, concat_ws(' ', 'sequence of', data_type, 'from', start_value, 'by', increment_by)
    from pg_sequences where schemaname = 'public'
  union all select 'constraints', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace and contype not in ('n', 't')
  union all select 'indexes', indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index i where indrelid in (select oid from relations)
    and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
  union all select 'views', relname::text, pg_get_viewdef(oid) from relations where relkind in ('v', 'm')
  union all select 'functions', oid::regprocedure::text, pg_get_functiondef(oid) from functions
  union all select 'triggers', tgrelid::regclass || '.' || tgname, case tgenabled when 'A' then 'always ' when 'D' then 'disabled ' else '' end || pg_get_triggerdef(t.oid, true)
    from pg_trigger t where not tgisinternal and tgrelid in (select oid from relations)
  union all select 'grants', on_what || ' to ' || coalesce(rolname, 'public'), string_agg(lower(privilege_type), ', ' order by privilege_type)
    from granted, aclexplode(acl) x left join pg_roles r on r.oid = grantee where grantee <> owner and coalesce(rolname, 'public') <> 'pg_database_owner'
    group by on_what, rolname`;
