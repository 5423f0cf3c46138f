import type { ISql } from "postgres";
import { z } from "zod";
import { copyLine, quoted } from "./backup-format";

/** A table that is backed up: its qualified name, its columns without generated ones, and the order of its rows. */
export type TableLayout = {
  readonly table: string;
  readonly columns: readonly string[];
  /** What `order by` takes: the key, texts by their bytes, so that every server has the same order. */
  readonly order: string;
};

const layoutRows = z.array(
  z.object({
    table: z.string(),
    columns: z.array(z.string()),
    key: z.array(z.object({ name: z.string(), isText: z.boolean() })),
  }),
);

/**
 * The tables of the product, with those that say how far it is migrated. Not graphile-worker's: its jobs are hints, which the
 * deliveries bring back.
 */
export async function readTableLayouts(sql: ISql): Promise<TableLayout[]> {
  const rows = await sql`
    select format('%I.%I', nspname, relname) as table,
      (select array_agg(attname::text order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      coalesce((select jsonb_agg(jsonb_build_object('name', attname, 'isText', attcollation <> 0) order by place)
        from pg_index, unnest(indkey::int2[]) with ordinality k (number, place) join pg_attribute on attnum = number
        where indrelid = c.oid and indisprimary and attrelid = c.oid), '[]') as key
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where (nspname = 'public' or nspname = 'drizzle' and relname <> 'migration_turn') and relkind in ('r', 'p') and not relispartition
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by nspname::text collate "C", relname::text collate "C"`;
  return layoutRows.parse(rows).map(({ table, columns, key }) => ({ table, columns, order: orderOf(table, key) }));
}

function orderOf(table: string, key: readonly { name: string; isText: boolean }[]): string {
  if (key.length === 0)
    throw new Error(`The table ${table} has no primary key, by which its rows could be put in order.`);
  return key.map(({ name, isText }) => quoted(name) + (isText ? ' collate "C"' : "")).join(", ");
}

/** The statement that copies a table's rows out, always in the same order. */
export const copyOut = ({ table, columns, order }: TableLayout): string =>
  `copy (select ${columns.map(quoted).join(", ")} from ${table} order by ${order}) to stdout`;

/** The statement that copies them in. */
export const copyIn = ({ table, columns }: Pick<TableLayout, "table" | "columns">): string =>
  copyLine(table, columns).replace(/;\n$/, "");

/** Everything on which the text of a value depends, for the transaction. */
export const plainTexts = `
  set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0;
  set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`;
