import type { ISql } from "postgres";
import { type Head, verifyHead } from "./checkpoint-note";

/** A checkpoint whose signature is valid. */
type SignedCheckpoint = Head & { readonly id: number; readonly note: string; readonly key: string };

type Row = { readonly id: number; readonly note: string; readonly key: string };

const batchSize = 50;

/**
 * The newest checkpoint with a valid signature of `key`, or where that is null of the key that it names. The database cannot
 * verify signatures, so rows with false ones may exist: they are skipped.
 */
export async function newestSignedCheckpoint(sql: ISql, key: string | null): Promise<SignedCheckpoint | null> {
  for (let before: number | null = null; ; ) {
    const rows: readonly Row[] = await sql<Row[]>`
      select id::float8 as id, note, verifier_key as key from checkpoints
      where (${before}::bigint is null or id < ${before}) and (${key}::text is null or verifier_key = ${key}) order by id desc limit ${batchSize}`;
    for (const row of rows) {
      const head = verifyHead(row.note, row.key);
      if (head) return { ...head, ...row };
    }
    before = rows.at(-1)?.id ?? null;
    if (before === null) return null;
  }
}
