import type { TransactionSql } from "postgres";
import { z } from "zod";

const keyRows = z.array(z.object({ drop: z.string(), add: z.string() }));

/**
 * Takes all foreign keys away and returns the statements that add them again, which then check every row at once: what the owner
 * may do, and the only way to load rows in any order without a superuser.
 */
export async function dropForeignKeys(tx: TransactionSql): Promise<string[]> {
  const rows = await tx`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
    order by conrelid::regclass::text, conname`;
  const keys = keyRows.parse(rows);
  for (const { drop } of keys) await tx.unsafe(drop);
  return keys.map(({ add }) => add);
}
