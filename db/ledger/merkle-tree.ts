import { createHash } from "node:crypto";

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** The hash of a leaf (RFC 6962, section 2.1). */
export const leafHash = (bytes: Uint8Array): Buffer => sha256(leafPrefix, bytes);

/** The hash of a node over two others. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(nodePrefix, left, right);

/** The root of the empty tree. */
export const emptyRoot = (): Buffer => sha256();

/** Reads stored subtrees of level 0 (leaves), 8 or 16 with `from <= index < to`, in order. */
export type ReadStoredNodes = (level: number, from: number, to: number) => Promise<readonly Buffer[]>;

const tileHeight = 8;
const tileWidth = 2 ** tileHeight;
const highestStored = 16;
/** Some ten megabytes. */
const maxCachedTiles = 128;

/** The Merkle tree over the first `size` leaves of a log, read in tiles of 256. */
export class MerkleTree {
  readonly #tiles = new Map<string, Promise<Tile>>();

  constructor(
    readonly size: number,
    private readonly read: ReadStoredNodes,
  ) {}

  /** The root of the first `size` leaves, or of fewer. */
  root(size = this.size): Promise<Buffer> {
    return size === 0 ? Promise.resolve(emptyRoot()) : this.#rootOver(0, size);
  }

  /** The inclusion proof of the leaf with `index`, from the leaf up (RFC 6962, section 2.1.1). */
  async inclusionProof(index: number): Promise<Buffer[]> {
    const path = async (leaf: number, low: number, high: number): Promise<Buffer[]> => {
      if (high - low === 1) return [];
      const middle = low + largestPowerBelow(high - low);
      return leaf < middle
        ? [...(await path(leaf, low, middle)), await this.#rootOver(middle, high)]
        : [...(await path(leaf, middle, high)), await this.#rootOver(low, middle)];
    };
    return path(index, 0, this.size);
  }

  /** The consistency proof between the tree of the first `earlier` leaves and this one (RFC 6962, section 2.1.2). */
  async consistencyProof(earlier: number): Promise<Buffer[]> {
    const subproof = async (size: number, low: number, high: number, known: boolean): Promise<Buffer[]> => {
      if (size === high - low) return known ? [] : [await this.#rootOver(low, high)];
      const half = largestPowerBelow(high - low);
      if (size <= half)
        return [...(await subproof(size, low, low + half, known)), await this.#rootOver(low + half, high)];
      return [...(await subproof(size - half, low + half, high, false)), await this.#rootOver(low, low + half)];
    };
    return earlier === 0 || earlier === this.size ? [] : subproof(earlier, 0, this.size, true);
  }

  async #rootOver(low: number, high: number): Promise<Buffer> {
    const width = high - low;
    const half = largestPowerBelow(width);
    if (width === 1 || width === 2 * half) {
      const level = Math.log2(width);
      return this.#completeSubtree(level, low / width);
    }
    return nodeHash(await this.#rootOver(low, low + half), await this.#rootOver(low + half, high));
  }

  async #completeSubtree(level: number, index: number): Promise<Buffer> {
    const base = Math.min(Math.floor(level / tileHeight) * tileHeight, highestStored);
    const above = level - base;
    const first = index * 2 ** above;
    const tile = await this.#tile(base, Math.floor(first / tileWidth));
    const found = tile[above]?.[(first % tileWidth) / 2 ** above];
    if (found) return found;
    if (above === 0) throw new Error(`The log has no node ${index} of level ${level}.`);
    return nodeHash(
      await this.#completeSubtree(level - 1, 2 * index),
      await this.#completeSubtree(level - 1, 2 * index + 1),
    );
  }

  #tile(base: number, index: number): Promise<Tile> {
    const name = `${base} ${index}`;
    const cached = this.#tiles.get(name);
    if (cached) {
      // Re-inserted as the most recently used.
      this.#tiles.delete(name);
      this.#tiles.set(name, cached);
      return cached;
    }
    const first = index * tileWidth;
    const end = Math.min(first + tileWidth, Math.floor(this.size / 2 ** base));
    const tile = this.read(base, first, end).then(buildLevels);
    if (this.#tiles.size >= maxCachedTiles) this.#tiles.delete(this.#tiles.keys().next().value ?? name);
    this.#tiles.set(name, tile);
    return tile;
  }
}

/** The complete nodes of a tile, by level above its lowest. */
type Tile = readonly (readonly Buffer[])[];

function buildLevels(lowest: readonly Buffer[]): Tile {
  const levels = [lowest];
  for (let level = lowest; level.length > 1 && levels.length <= tileHeight; ) {
    const next: Buffer[] = [];
    for (let at = 0; at + 1 < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left && right) next.push(nodeHash(left, right));
    }
    levels.push(next);
    level = next;
  }
  return levels;
}

/** The greatest power of two below `width`; 1 for 1 and 2. */
const largestPowerBelow = (width: number): number => 2 ** Math.max(0, Math.ceil(Math.log2(width)) - 1);
