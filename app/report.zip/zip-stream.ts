import { setImmediate } from "node:timers/promises";
import { Zip, ZipDeflate } from "fflate";

/** A file of an archive: its path there, and what it holds. */
export type ZipEntry = { readonly name: string; readonly content: AsyncIterable<Uint8Array> };

/** Compressed at once: a few milliseconds of work. */
const sliceBytes = 64 * 1024;

/**
 * Streams an archive while its files are written, one after the other; only what the reader has not taken yet is held. Ends the
 * stream with an error when the reader takes nothing for `stallMs`.
 */
export function zipStream(
  entries: AsyncIterable<ZipEntry>,
  { modifiedAt, stallMs = 20_000 }: { readonly modifiedAt: Date; readonly stallMs?: number },
): ReadableStream<Uint8Array> {
  const chunks = zipChunks(entries, modifiedAt);
  let stall: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stall);
        const { done, value } = await chunks.next();
        if (done) return controller.close();
        controller.enqueue(value);
        stall = setTimeout(() => {
          controller.error(new Error("the archive was not read any further"));
          void chunks.return();
        }, stallMs);
      },
      cancel() {
        clearTimeout(stall);
        void chunks.return();
      },
    },
    { highWaterMark: 1 },
  );
}

async function* zipChunks(entries: AsyncIterable<ZipEntry>, modifiedAt: Date): AsyncGenerator<Uint8Array, void> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) written.push(chunk);
  });
  for await (const { name, content } of entries) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = modifiedAt;
    zip.add(file);
    for await (const bytes of content)
      for (let from = 0; from < bytes.length; from += sliceBytes) {
        file.push(bytes.subarray(from, from + sliceBytes));
        yield* written.splice(0);
        await setImmediate();
      }
    file.push(new Uint8Array(0), true);
    yield* written.splice(0);
  }
  zip.end();
  yield* written.splice(0);
}
