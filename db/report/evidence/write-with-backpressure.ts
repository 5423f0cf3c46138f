/** Limits for slow readers. */
type SlowReaderLimits = {
  /** How long one chunk may wait to be read. */
  readonly stallTimeoutMs: number;
  /** After this time, the average must be at least `minCharsPerSecond` characters a second. */
  readonly graceMs: number;
  readonly minCharsPerSecond: number;
};

const defaultLimits: SlowReaderLimits = { stallTimeoutMs: 20_000, graceMs: 60_000, minCharsPerSecond: 16_384 };

/** Writes with backpressure; stops when the reader is gone, stalls, or is so slow that it keeps the slot from others. */
export async function writeWithBackpressure(
  pieces: AsyncIterable<string>,
  writable: WritableStream<string>,
  { stallTimeoutMs, graceMs, minCharsPerSecond }: SlowReaderLimits = defaultLimits,
): Promise<void> {
  const writer = writable.getWriter();
  const began = performance.now();
  let [isRead, written] = [true, 0];
  writer.closed.catch(() => {
    isRead = false;
  });
  try {
    for await (const piece of pieces) {
      await withTimeout(writer.write(piece), stallTimeoutMs);
      written += piece.length;
      const tookMs = performance.now() - began;
      if (tookMs > graceMs && written < (tookMs / 1000) * minCharsPerSecond) throw new Error(tooSlowMessage);
    }
    await withTimeout(writer.close(), stallTimeoutMs);
  } catch (error) {
    if (!isRead) return;
    // Not awaited: a reader that stalls would stall the abort as well.
    writer.abort(error).catch(() => {});
    throw error;
  }
}

const tooSlowMessage = "it was read too slowly";

async function withTimeout(read: Promise<void>, mostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(tooSlowMessage)), mostMs);
  });
  return Promise.race([read, late]).finally(() => clearTimeout(timer));
}
