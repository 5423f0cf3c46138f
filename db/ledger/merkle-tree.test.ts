import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { emptyRoot, leafHash, MerkleTree, nodeHash } from "./merkle-tree";

// The definitions of RFC 6962, section 2.1, as they stand there, without tiles.
const power = (n: number): number => (n <= 2 ? 1 : 2 * power(Math.ceil(n / 2)));
const root = (d: readonly Buffer[]): Buffer => {
  const [only] = d;
  if (!only) return createHash("sha256").digest();
  return d.length === 1 ? only : nodeHash(root(d.slice(0, power(d.length))), root(d.slice(power(d.length))));
};

const leaves = Array.from({ length: 1300 }, (_, i) => leafHash(Buffer.from(`event ${i}`)));
const stored = async (level: number, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => root(leaves.slice((from + i) * 2 ** level, (from + i + 1) * 2 ** level)));
const treeOf = (size: number) => new MerkleTree(size, stored);

function climbed(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer {
  let [hash, at, last] = [leaf, index, size - 1];
  for (const other of path) {
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(other, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else hash = nodeHash(hash, other);
    [at, last] = [at >> 1, last >> 1];
  }
  return hash;
}

const sizes = [1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 600, 1023, 1024, 1300];

it("has the root of RFC 6962 at every size", async () => {
  expect(await treeOf(0).root()).toEqual(emptyRoot());
  for (const size of sizes) expect(await treeOf(size).root()).toEqual(root(leaves.slice(0, size)));
});

it("proves each leaf to the root", async () => {
  for (const size of sizes) {
    const tree = treeOf(size);
    for (let index = 0; index < size; index += size > 300 ? 37 : 1)
      expect(climbed(leaves[index] ?? emptyRoot(), index, size, await tree.inclusionProof(index))).toEqual(
        await tree.root(),
      );
  }
});

it("proves that an earlier tree is the beginning of this one, in the order of RFC 6962", async () => {
  const subproof = (m: number, d: readonly Buffer[], known: boolean): Buffer[] => {
    if (m === d.length) return known ? [] : [root(d)];
    const k = power(d.length);
    return m <= k
      ? [...subproof(m, d.slice(0, k), known), root(d.slice(k))]
      : [...subproof(m - k, d.slice(k), false), root(d.slice(0, k))];
  };
  for (const size of sizes)
    for (const earlier of sizes.filter((one) => one < size))
      expect(await treeOf(size).consistencyProof(earlier)).toEqual(subproof(earlier, leaves.slice(0, size), true));
});
