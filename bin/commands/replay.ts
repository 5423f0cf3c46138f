import { connect } from "@/db/connection/connect";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { rulebookDifferences } from "@/db/replay/replay-duties";
import type { Command } from "./command";
import { startProgress } from "./progress";
import { withOwner } from "./with-database";

export const command: Command = {
  usage: "\n  Exits with 1 where a record's row says something else than its events.",
  run: async () => {
    let differences = 0;
    await withOwner(async (url) => {
      differences = await replay(url);
    });
    return differences > 0 ? 1 : 0;
  },
};

const parts = [replayDifferences, chainErrors, rulebookDifferences];

/** Replays the database at `url`, prints each difference, and returns how many there are. */
export async function replay(url: string): Promise<number> {
  const bigint = { to: 20, from: [20], parse: Number, serialize: String };
  const sql = connect(url, { max: 1, onnotice: () => {}, types: { bigint } });
  try {
    // One snapshot, while others continue to write.
    const { found, row } = await sql.begin("isolation level repeatable read read only", async (tx) => {
      const progress = startProgress("Replaying");
      const found: string[] = [];
      for (const [index, part] of parts.entries()) {
        found.push(...(await part(tx)));
        progress.update(index + 1, parts.length);
      }
      progress.end();
      const [row] = await tx`select (select count(*) from changes) as changes, (select count(*) from events) as events`;
      return { found, row };
    });
    for (const one of found.slice(0, 50)) console.log(one);
    console.log(
      `${row?.changes} changes replayed from ${row?.events} events: ${found.length === 0 ? "no difference" : `${found.length} differences`}.`,
    );
    return found.length;
  } finally {
    await sql.end();
  }
}
