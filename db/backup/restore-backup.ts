import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { TransactionSql } from "postgres";
import { z } from "zod";
import { connect } from "@/db/connection/connect";
import { buildHash, isKnownMigration } from "@/db/install/installed-build";
import { makeTablesOfMigration } from "@/db/install/tables-of-migration";
import type { BackupHead, BackupManifest } from "./backup-format";
import { copyRows } from "./copy-rows";
import { dropForeignKeys } from "./foreign-keys";
import { type ReadBackup, readBackup } from "./read-backup";
import { copyIn, plainTexts, readTableLayouts } from "./table-layout";

type Options = {
  /** Opens the file's bytes, uncompressed, from the beginning. */
  readonly open: () => AsyncIterable<Buffer>;
  /** Whether deliveries that had not been sent are kept from being sent until `settleRestored` gives them up. */
  readonly holdsDeliveries: boolean;
  /** How many of the rows were restored, and how many of them were compared after that. */
  readonly progress: (work: "restore" | "compare", rows: number, ofRows: number) => void;
};

/** Fails for a backup of a later build, by what to do. */
export function refuseLaterBackup({ migration, product }: Pick<BackupHead, "migration" | "product">): void {
  if (!isKnownMigration(migration)) throw new Error(laterBackup(product));
}

const laterBackup = (product: string) =>
  `This backup is of a later build of Windlass (${product}) than this one. Nothing was restored. Restore it with that build, or one after it.`;

/**
 * Fills the empty database at `url` (its owner's) with the rows of a backup that was read once already (`checked`), in one
 * transaction: all of them, each table equal to its hash, or none. The tables are those of the backup's migration, without
 * triggers and rights, which `migrate` brings after it. Refuses a database that holds any table.
 */
export async function restoreBackup(url: string, checked: ReadBackup, options: Options): Promise<void> {
  const { open, progress, holdsDeliveries } = options;
  refuseLaterBackup(checked);
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      await refuseUsedDatabase(tx);
      await makeTablesOfMigration(tx, checked.migration);
      await tx.unsafe(plainTexts);
      const foreignKeys = await dropForeignKeys(tx);
      await loadRows(tx, checked, open, (rows, total) => progress("restore", rows, total));
      await refuseReplacedBy(tx, checked);
      await setSequences(tx, checked);
      for (const statement of foreignKeys) await tx.unsafe(statement);
      await compareRows(tx, checked, (rows, total) => progress("compare", rows, total));
      if (holdsDeliveries) await holdDeliveries(tx);
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

// With the same tables, and functions and rules that replaced this build's.
async function refuseReplacedBy(tx: TransactionSql, { product }: BackupHead): Promise<void> {
  const [later] = await tx`
    select from drizzle.builds where place > (select place from drizzle.builds where hash = ${await buildHash()}) limit 1`;
  if (later) throw new Error(laterBackup(product));
}

const tableRow = z.object({ table: z.string() });

async function refuseUsedDatabase(tx: TransactionSql): Promise<void> {
  // Whoever only tried to migrate left the table that migrations lock.
  const [row] = await tx`
    select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname in ('public', 'drizzle', 'graphile_worker') and relkind in ('r', 'p', 'v', 'm', 'f') and relname <> 'migration_turn'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e') limit 1`;
  if (!row) return;
  throw new Error(
    `This database is not empty: it holds ${tableRow.parse(row).table}. Nothing was restored. Name an empty database.`,
  );
}

type Count = (rows: number, ofRows: number) => void;

const totalRows = ({ tables }: BackupManifest) => tables.reduce((sum, { rows }) => sum + rows, 0);

async function loadRows(tx: TransactionSql, checked: ReadBackup, open: Options["open"], count: Count): Promise<void> {
  const layouts = new Map((await readTableLayouts(tx)).map((layout) => [layout.table, layout]));
  const unknown = checked.tables.filter(({ table }) => !layouts.has(table)).map(({ table }) => table);
  if (unknown.length > 0)
    throw new Error(`The backup holds tables that its migration does not make: ${unknown.join(", ")}.`);
  // Migrations wrote some rows of their own.
  await tx.unsafe(`truncate ${[...layouts.keys()].join(", ")}`);
  const total = totalRows(checked);
  let rows = 0;
  await readBackup(open(), {
    table: async (table, columns) => {
      if (!layouts.has(table)) throw new Error(`The backup changed while it was read: ${table} is new.`);
      const copy = await tx.unsafe(copyIn({ table, columns })).writable();
      return async (bytes, copied) => {
        if (bytes) await write(copy, bytes);
        else await endOf(copy);
        count(rows + copied, total);
        if (!bytes) rows += copied;
      };
    },
  });
}

async function endOf(copy: Writable): Promise<void> {
  copy.end();
  await finished(copy);
}

async function write(copy: Writable, bytes: Buffer): Promise<void> {
  if (copy.errored) throw copy.errored;
  if (!copy.write(bytes)) await once(copy, "drain");
}

async function setSequences(tx: TransactionSql, { sequences }: BackupManifest): Promise<void> {
  for (const { name, last } of sequences)
    if (last !== null)
      await tx`select setval(${name}::regclass, ${last}::bigint) where to_regclass(${name}) is not null`;
}

async function compareRows(tx: TransactionSql, checked: ReadBackup, count: Count): Promise<void> {
  const layouts = await readTableLayouts(tx);
  let rows = 0;
  for (const expected of checked.tables) {
    const layout = layouts.find(({ table }) => table === expected.table);
    const found =
      layout &&
      (await copyRows(tx, { ...layout, columns: expected.columns }, async (_, copied) =>
        count(rows + copied, totalRows(checked)),
      ));
    if (found?.rows !== expected.rows || found.sha256 !== expected.sha256)
      throw new Error(
        `The rows of ${expected.table} are not those of the backup after they were restored. Nothing was restored.`,
      );
    rows += expected.rows;
  }
}

// So that no worker that happens to run sends them before `settleRestored` decides about them.
async function holdDeliveries(tx: TransactionSql): Promise<void> {
  await tx`update deliveries set leased_until = clock_timestamp() + interval '1 day' where status = 'queued'`;
}
