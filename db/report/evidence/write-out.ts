/** How patient a file is with its reader. */
type Patience = {
  /** The longest that one piece waits to be read. */
  readonly stalledMs: number;
  /** After so long, on average so many characters a second were read. */
  readonly slowMs: number;
  readonly leastASecond: number;
};

const patience: Patience = { stalledMs: 20_000, slowMs: 60_000, leastASecond: 16_384 };

/** Writes no faster than somebody reads, and stops when they are gone, stall, or read so slowly that they hold up others. */
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
    // Not waited for: who does not read does not hear of it either.
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
