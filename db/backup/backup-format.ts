import { z } from "zod";

// A backup is a gzip file of lines that a person can read (`zcat`):
//
//   -- Windlass backup {…}          the head: what was backed up, when, by which build
//   COPY public.changes (id, …) FROM stdin;
//   …                               the rows, in PostgreSQL's text format, in the order of the table's key
//   \.
//   -- Keys {…}                     only if they were asked for
//   -- Manifest {…}                 rows and a hash of each table, the sequences, the newest checkpoint
//   -- SHA-256 …                    of everything before this line

/** The format's number: a file of a higher one is refused. */
export const backupFormat = 1;

/** The first line of a backup. */
export const backupHead = z.object({
  format: z.number().int(),
  /** The product's version. */
  product: z.string(),
  /** The newest migration of the database (`when` of the journal). */
  migration: z.number().int(),
  postgres: z.string(),
  takenAt: z.string(),
  kind: z.enum(["demo", "production"]),
});
export type BackupHead = z.infer<typeof backupHead>;

/** A table's columns without generated ones, how many rows it has, and the SHA-256 of them as PostgreSQL copies them out. */
const tableSummary = z.object({
  table: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  sha256: z.string(),
});
export type TableSummary = z.infer<typeof tableSummary>;

/** The line but one: what a restored database is compared with. */
export const backupManifest = z.object({
  tables: z.array(tableSummary),
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  changes: z.number().int(),
  events: z.number().int(),
  /** The newest checkpoint as it is handed out; null before the first. */
  checkpoint: z.string().nullable(),
});
export type BackupManifest = z.infer<typeof backupManifest>;

/** The keys of an installation, in PEM, and the secret that seals cookies. */
export const backupKeys = z.object({
  ledgerKey: z.string().optional(),
  gateKey: z.string().optional(),
  authSecret: z.string().optional(),
});
export type BackupKeys = z.infer<typeof backupKeys>;

export const lineStarts = {
  head: "-- Windlass backup ",
  keys: "-- Keys ",
  manifest: "-- Manifest ",
  hash: "-- SHA-256 ",
} as const;

/** The line that ends a table's rows: no row is like it, because a backslash in a row is doubled. */
export const endOfRows = "\\.\n";

/** The line that begins a table's rows, as psql reads it. */
export const copyLine = (table: string, columns: readonly string[]): string =>
  `COPY ${table} (${columns.map(quoted).join(", ")}) FROM stdin;\n`;

/** A name as SQL takes it, whatever it holds. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
