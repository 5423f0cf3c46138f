import type { Sql } from "postgres";

const mostAtOnce = 5000;

/** Assigns log indexes to all committed events; returns how many, or null while another worker does so. */
export async function sequence(sql: Sql): Promise<number | null> {
  for (let all = 0; ; ) {
    const [row] = await sql<{ placed: number | null }[]>`select sequence_events(${mostAtOnce}) as placed`;
    const placed = row?.placed ?? null;
    if (placed === null) return null;
    all += placed;
    if (placed < mostAtOnce) return all;
  }
}
