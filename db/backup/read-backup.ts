import { createHash, type Hash } from "node:crypto";
import { z } from "zod";
import {
  type BackupHead,
  type BackupKeys,
  type BackupManifest,
  backupFormat,
  backupHead,
  backupKeys,
  backupManifest,
  endOfRows,
  lineStarts,
} from "./backup-format";
import { RowCounter } from "./copy-rows";

/** What a reader of a backup is called with, in the order of the file. */
type BackupReader = {
  /** Before the first row; may refuse by throwing. */
  head?(head: BackupHead): Promise<void>;
  /** Before a table's rows; what is returned takes them piece by piece, and the end of them as null. */
  table?(table: string, columns: readonly string[]): Promise<(bytes: Buffer | null, rows: number) => Promise<void>>;
};

export type ReadBackup = BackupHead & BackupManifest & { readonly keys: BackupKeys | null };

/** A file that is no backup, or not the one that was written: it was cut, altered or is of a later format. */
export class BrokenBackupError extends Error {}

const afterLastRow = `\n${endOfRows}`;

const broken: (why: string) => never = (why) => {
  throw new BrokenBackupError(`This is not a complete backup as it was written: ${why}. Nothing was restored.`);
};

/**
 * Reads a backup, uncompressed, from beginning to end, and returns what it says of itself. Fails with `BrokenBackupError` where
 * anything is missing, left over or altered. Holds at most one line and one piece in memory.
 */
export async function readBackup(bytes: AsyncIterable<Buffer>, reader: BackupReader = {}): Promise<ReadBackup> {
  const file = new BackupFile(bytes);
  const head = parseHead(await file.line());
  await reader.head?.(head);
  const found: Found[] = [];
  let line = await file.line();
  for (; line.startsWith("COPY "); line = await file.line()) found.push(await readTable(file, line, reader));
  const keys = line.startsWith(lineStarts.keys) ? parseAs(backupKeys, line, lineStarts.keys) : null;
  if (keys) line = await file.line();
  const manifest = parseAs(backupManifest, line, lineStarts.manifest);
  await file.checkEnd();
  compareTables(manifest, found);
  return { ...head, ...manifest, keys };
}

type Found = { readonly table: string; readonly rows: number; readonly sha256: string };

function parseHead(line: string): BackupHead {
  const format = parseAs(z.object({ format: z.number() }).loose(), line, lineStarts.head).format;
  if (format > backupFormat)
    throw new BrokenBackupError(
      `This backup has format ${format}, of a later build of Windlass. This build reads format ${backupFormat}. Restore it with that build or a later one.`,
    );
  return parseAs(backupHead, line, lineStarts.head);
}

function parseAs<T>(schema: z.ZodType<T>, line: string, start: string): T {
  if (!line.startsWith(start)) return broken(`a line that begins with “${start.trim()}” is missing`);
  try {
    return schema.parse(JSON.parse(line.slice(start.length)));
  } catch {
    return broken(`its line “${start.trim()}” cannot be read`);
  }
}

async function readTable(file: BackupFile, line: string, reader: BackupReader): Promise<Found> {
  const [, table = "", list = ""] = /^COPY ([\w."]+) \((.*)\) FROM stdin;$/.exec(line) ?? [];
  if (!table) return broken("the beginning of a table cannot be read");
  const columns = [...list.matchAll(/"((?:[^"]|"")*)"/g)].map(([, name = ""]) => name.replaceAll('""', '"'));
  const take = await reader.table?.(table, columns);
  const counter = new RowCounter();
  for await (const bytes of file.rows()) {
    counter.add(bytes);
    await take?.(bytes, counter.rows);
  }
  await take?.(null, counter.rows);
  return { table, ...counter.summary() };
}

function compareTables({ tables }: BackupManifest, found: readonly Found[]): void {
  const same =
    tables.length === found.length &&
    tables.every(({ table, rows, sha256 }, at) => {
      const other = found[at];
      return other?.table === table && other.rows === rows && other.sha256 === sha256;
    });
  if (!same) broken("its tables are not those of its manifest");
}

/** The lines and rows of a backup, and the hash over all of them. */
class BackupFile {
  readonly #pieces: AsyncIterator<Buffer>;
  readonly #hash: Hash = createHash("sha256");
  #rest: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#pieces = bytes[Symbol.asyncIterator]();
  }

  /** The next line, without its line feed. */
  async line(): Promise<string> {
    let end = this.#rest.indexOf("\n");
    while (end < 0) {
      if (!(await this.#more())) return broken("it ends early");
      end = this.#rest.indexOf("\n");
    }
    return this.#take(end + 1)
      .toString("utf8")
      .slice(0, -1);
  }

  /** The rows up to the line that ends them, which is taken too; in pieces that are cut anywhere, because a row can be long. */
  async *rows(): AsyncGenerator<Buffer> {
    while (this.#rest.length < endOfRows.length && (await this.#more()));
    if (!this.#rest.subarray(0, endOfRows.length).equals(Buffer.from(endOfRows))) {
      let end = this.#rest.indexOf(afterLastRow);
      while (end < 0) {
        // What is left may be the beginning of the end.
        const free = this.#rest.length - afterLastRow.length + 1;
        if (free > 0) yield this.#take(free);
        if (!(await this.#more())) broken("it ends within a table");
        end = this.#rest.indexOf(afterLastRow);
      }
      yield this.#take(end + 1);
    }
    this.#take(endOfRows.length);
  }

  /** The last line holds the hash of everything before it, and nothing follows. */
  async checkEnd(): Promise<void> {
    const expected = this.#hash.copy().digest("hex");
    const line = await this.line();
    if (line !== lineStarts.hash + expected) broken("its hash is another");
    if (this.#rest.length > 0 || (await this.#more())) broken("something follows its end");
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#pieces.next();
    if (done) return false;
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, value]) : value;
    return true;
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    this.#hash.update(taken);
    return taken;
  }
}
