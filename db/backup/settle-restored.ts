import { z } from "zod";
import { withConnection } from "@/db/connection/connect";
import { deliveryStatuses } from "@/lib/rules/record";

type Settled = { readonly sessions: number; readonly deliveries: number };

const idRows = z.array(z.object({ id: z.coerce.number() }));

/**
 * Ends, in a restored and migrated database, what must not go on as it was at the backup: all sessions, because one that ended since
 * would be open again; and, with `givesUp`, deliveries that had not been sent, because they may have been since. Both as events.
 * Returns how many there were.
 */
export const settleRestored = (
  url: string,
  { takenAt, givesUp }: { takenAt: string; givesUp: boolean },
): Promise<Settled> =>
  withConnection(url, (sql) =>
    sql.begin(async (tx) => {
      const ended = await tx`
        update sessions set revoked_at = clock_timestamp() where revoked_at is null and expires_at > clock_timestamp() returning id`;
      const waiting = givesUp
        ? await tx`select id from deliveries where status = ${deliveryStatuses[0]} order by id`
        : [];
      const ids = idRows.parse([...waiting]).map(({ id }) => id);
      const why = `Restored from the backup of ${takenAt}. It may have been sent after that. Send it again if it was not.`;
      await tx`select record_attempts(${ids}::bigint[], false, ${why}, null, null)`;
      return { sessions: ended.length, deliveries: ids.length };
    }),
  );
