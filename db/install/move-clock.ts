import { connect } from "@/db/connection/connect";

/**
 * Moves the clock of the demo at `url` (its owner's) by `by`, an interval such as "24 hours", or back to the machine's:
 * null. Returns its new time. Refuses in production, where the clock is the machine's (Change Records: When).
 */
export async function moveClock(url: string, by: string | null): Promise<string> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    const [installation] = await sql<{ kind: string }[]>`select kind from installation`;
    if (installation?.kind !== "demo")
      throw new Error(
        "Only a demonstration's clock can be moved; this installation is production, so its records use the machine's time (Change Records: When).",
      );
    await sql`update installation set clock_offset = case when ${by}::interval is null then interval '0' else clock_offset + ${by}::interval end`;
    const [row] = await sql<{ now: string }[]>`select utc(windlass_now()) as now`;
    return row?.now ?? "";
  } finally {
    await sql.end();
  }
}
