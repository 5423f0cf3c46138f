/** Limits for slow readers. */
type Patience = {
  /** How long one chunk may wait to be read. */
  readonly stalledMs: number;
  /** After this time, the average must be at least `leastASecond` characters a second. */
  readonly slowMs: number;
  readonly leastASecond: number;
};

const patience: Patience = { stalledMs: 20_000, slowMs: 60_000, leastASecond: 16_384 };

/** Writes with backpressure; stops when the reader is gone, stalls, or is so slow that it keeps the slot from others. */
export async function writeOut(
  pieces: AsyncIterable<string>,
  writable: WritableStream<string>,
  { stalledMs, slowMs, leastASecond }: Patience = patience,
): Promise<void> {
  const writer = writable.getWriter();
  const began = performance.now();
  let [isRead, written] = [true, 0];
  writer.closed.catch(() => {
    isRead = false;
  });
  try {
    for await (const piece of pieces) {
      await within(writer.write(piece), stalledMs);
      written += piece.length;
      const tookMs = performance.now() - began;
      if (tookMs > slowMs && written < (tookMs / 1000) * leastASecond) throw new Error(tooSlow);
    }
    await within(writer.close(), stalledMs);
  } catch (error) {
    if (!isRead) return;
    // Not awaited: a reader that stalls would stall the abort as well.
    writer.abort(error).catch(() => {});
    throw error;
  }
}

const tooSlow = "it was read too slowly";

async function within(read: Promise<void>, mostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(tooSlow)), mostMs);
  });
  return Promise.race([read, late]).finally(() => clearTimeout(timer));
}
