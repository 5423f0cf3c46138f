import { createHash } from "node:crypto";
import type { ISql } from "postgres";
import { z } from "zod";
import { connect } from "@/db/connection/connect";
import {
  type BackupHead,
  type BackupKeys,
  type BackupManifest,
  backupFormat,
  copyLine,
  endOfRows,
  lineStarts,
  type TableSummary,
} from "./backup-format";
import { copyRows } from "./copy-rows";
import { plainTexts, readTableLayouts, type TableLayout } from "./table-layout";

type Options = {
  /** The product's version. */
  readonly product: string;
  /** Null: the file holds no key. */
  readonly keys: BackupKeys | null;
  /** Takes the next bytes of the file, before it is compressed; resolves when there is room for more. */
  readonly write: (bytes: Buffer) => Promise<void>;
  readonly progress: (rows: number, ofRows: number) => void;
};

/**
 * Writes all rows of the database at `url` (its owner's) as of one moment, while others go on writing. Works with the database of any
 * build whose migrations this one knows. Returns what was written.
 */
export async function writeBackup(url: string, options: Options): Promise<BackupHead & BackupManifest> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    // One snapshot for all tables, from the first statement on.
    return await sql.begin("isolation level repeatable read read only", (tx) => writeSnapshot(tx, options));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function writeSnapshot(tx: ISql, { product, keys, write, progress }: Options) {
  await tx.unsafe(plainTexts);
  const head = await readHead(tx, product);
  const layouts = await readTableLayouts(tx);
  const hash = createHash("sha256");
  const put = async (bytes: Buffer | string) => {
    hash.update(bytes);
    await write(Buffer.from(bytes));
  };
  await put(`${lineStarts.head}${JSON.stringify(head)}\n`);
  const tables = await writeTables(tx, layouts, put, progress);
  if (keys) await put(`${lineStarts.keys}${JSON.stringify(keys)}\n`);
  const manifest = await readManifest(tx, tables);
  await put(`${lineStarts.manifest}${JSON.stringify(manifest)}\n`);
  await write(Buffer.from(`${lineStarts.hash}${hash.digest("hex")}\n`));
  return { ...head, ...manifest };
}

async function writeTables(
  tx: ISql,
  layouts: readonly TableLayout[],
  put: (bytes: Buffer | string) => Promise<void>,
  progress: Options["progress"],
): Promise<TableSummary[]> {
  const tables: TableSummary[] = [];
  const total = await countRows(tx, layouts);
  let rows = 0;
  for (const layout of layouts) {
    await put(copyLine(layout.table, layout.columns));
    const summary = await copyRows(tx, layout, async (bytes, copied) => {
      await put(bytes);
      progress(rows + copied, total);
    });
    await put(endOfRows);
    tables.push(summary);
    rows += summary.rows;
  }
  return tables;
}

const countRow = z.object({ rows: z.coerce.number() });

async function countRows(tx: ISql, layouts: readonly TableLayout[]): Promise<number> {
  const counts = layouts.map(({ table }) => `(select count(*) from ${table})`).join(" + ");
  const [row] = await tx.unsafe(`select ${counts} as rows`);
  return countRow.parse(row).rows;
}

const headRow = z.object({
  migration: z.coerce.number(),
  postgres: z.string(),
  takenAt: z.string(),
  kind: z.enum(["demo", "production"]),
});

async function readHead(tx: ISql, product: string): Promise<BackupHead> {
  const [migrated] = await tx`select to_regclass('public.installation') is not null as there`;
  if (!migrated?.there)
    throw new Error("This database holds no installation of Windlass: there is nothing to back up.");
  const [row] = await tx`
    select (select max(created_at) from drizzle.__drizzle_migrations) as migration, current_setting('server_version') as postgres,
      to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "takenAt", kind from installation`;
  return { format: backupFormat, product, ...headRow.parse(row) };
}

const contentRow = z.object({
  changes: z.coerce.number(),
  events: z.coerce.number(),
  checkpoint: z.string().nullable(),
});
const sequenceRows = z.array(z.object({ name: z.string(), last: z.string().nullable() }));

async function readManifest(tx: ISql, tables: TableSummary[]): Promise<BackupManifest> {
  const [row] = await tx`
    select (select count(*) from changes) as changes, (select count(*) from events) as events,
      (select note from checkpoints order by id desc limit 1) as checkpoint`;
  // Sequences are of no snapshot: these are at least as far as its rows.
  const sequences = await tx`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
    from pg_sequences where schemaname in ('public', 'drizzle') order by schemaname::text collate "C", sequencename::text collate "C"`;
  return { tables, sequences: sequenceRows.parse(sequences), ...contentRow.parse(row) };
}
