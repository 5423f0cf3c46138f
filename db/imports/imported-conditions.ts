import { type SQL, sql } from "drizzle-orm";
import type { ClientView } from "@/lib/systems/client-view";

/** SQL condition: the record `r` is shown, because its import `m` was not withdrawn. */
export const isImportedShown = sql`m.status = 'imported'`;

/** SQL condition: the record `r` names that client and that system of the register, in whatever letters. */
export const isImportedOf = ({ client, system }: ClientView): SQL =>
  sql.join(
    [
      sql`true`,
      ...(client ? [sql`fold_name(r.client) = (select fold_name(k.name) from clients k where k.id = ${client})`] : []),
      ...(system
        ? [
            sql`fold_name(r.system) = (select fold_name(s.name) from systems s where s.id = ${system})
              and (r.client is null or fold_name(r.client) = (select fold_name(k.name) from systems s join clients k on k.id = s.client_id where s.id = ${system}))`,
          ]
        : []),
    ],
    sql` and `,
  );
