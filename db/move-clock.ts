import postgres from "postgres";

/** Moves the clock of the demo at `url` (its owner's) by `by`, an interval such as "24 hours", or back to the machine's: null. Returns its new time. */
export async function moveClock(url: string, by: string | null): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`update installation set clock_offset = case when ${by}::interval is null then interval '0' else clock_offset + ${by}::interval end`;
    const [row] = await sql<{ now: string }[]>`select utc(windlass_now()) as now`;
    return row?.now ?? "";
  } finally {
    await sql.end();
  }
}
