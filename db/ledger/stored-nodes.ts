import type { ISql } from "postgres";
import type { ReadStoredNodes } from "./merkle-tree";

/**
 * Reads stored subtrees for a MerkleTree over at most as many leaves as the ledger has. Stored nodes are immutable, so several
 * reads need no common transaction.
 */
export const readNodesFrom =
  (sql: ISql): ReadStoredNodes =>
  async (level, from, to) => {
    const rows =
      level === 0
        ? await sql<{ hash: Buffer }[]>`
            select leaf as hash from ledger_entries where log_index > ${from} and log_index <= ${to} order by log_index`
        : await sql<{ hash: Buffer }[]>`
            select hash from ledger_nodes where level = ${level} and index >= ${from} and index < ${to} order by index`;
    if (rows.length !== to - from)
      throw new Error(`The log has ${rows.length} of the ${to - from} nodes of level ${level} from ${from}.`);
    return rows.map(({ hash }) => hash);
  };
