import type { Sql } from "postgres";

const batchSize = 5000;

/** Assigns log indexes to all committed events; returns how many, or null while another worker does so. */
export async function sequenceEvents(sql: Sql): Promise<number | null> {
  for (let all = 0; ; ) {
    const [row] = await sql<{ placed: number | null }[]>`select sequence_events(${batchSize}) as placed`;
    const placed = row?.placed ?? null;
    if (placed === null) return null;
    all += placed;
    if (placed < batchSize) return all;
  }
}
