import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { BrokenBackupError } from "@/db/backup/read-backup";

/**
 * Writes a compressed file by `fill`, which gets a function that takes the next bytes. The file has its name only once it is complete
 * and on the disk; it is readable by its owner alone. Refuses to replace one.
 */
export async function writeCompressed<T>(
  file: string,
  fill: (write: (bytes: Buffer) => Promise<void>) => Promise<T>,
): Promise<{ result: T; size: number }> {
  if (existsSync(file)) throw new Error(`${file} exists already. Name another file.`);
  const half = `${file}.part`;
  const handle = await open(half, "w", 0o600);
  try {
    const bytes = new PassThrough();
    const written = pipeline(bytes, createGzip(), handle.createWriteStream({ flush: true }));
    const filled = fill(async (piece) => {
      if (!bytes.write(piece)) await Promise.race([once(bytes, "drain"), written]);
    });
    const result = await Promise.race([filled, written.then(() => filled)]);
    bytes.end();
    await written;
    await rename(half, file);
    return { result, size: (await stat(file)).size };
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(half, { force: true });
    throw error;
  }
}

/** The bytes of a compressed file; `progress` is told how much of it was read. Fails where it was cut or is no such file. */
export async function* readCompressed(
  file: string,
  progress: (bytes: number, ofBytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const { size } = await stat(file).catch(() => {
    throw new Error(`${file} cannot be read.`);
  });
  const stream = createReadStream(file, { highWaterMark: 1 << 18 });
  const unzipped = stream.pipe(createGunzip({ chunkSize: 1 << 18 }));
  stream.on("error", (error) => unzipped.destroy(error));
  try {
    for await (const bytes of unzipped) {
      yield bytes;
      progress(stream.bytesRead, size);
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new BrokenBackupError(`${file} is not a complete gzip file: it was cut or altered. Nothing was restored.`);
  } finally {
    stream.destroy();
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(Z_|ERR_ZLIB)/.test(String(error.code));

/** A size as people say it. */
export const sizeWords = (bytes: number): string =>
  bytes < 1e6
    ? `${Math.ceil(bytes / 1e3)} kB`
    : `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
