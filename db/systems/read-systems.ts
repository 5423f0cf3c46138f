import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, named, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";

const systemRecord = strictRow({
  id: z.int(),
  name: z.string(),
  kind: z.string().nullable(),
  client: named,
  managedSince: instant,
  managedUntil: instant.nullable(),
  managed: z.boolean(),
});
const systemSql = typedSql({ system: systemRecord });

export type SystemRecord = z.infer<typeof systemRecord>;

/** At most 10,000 systems by client and name, retired ones included. */
export async function readSystems(): Promise<SystemRecord[]> {
  const rows = await queryRows(
    appDb(),
    systemSql`select json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'client', json_build_object('id', k.id, 'name', k.name),
        'managedSince', ${isoInstant("s.managed_since")}, 'managedUntil', ${isoInstant("s.managed_until")},
        'managed', s.status = 'managed' and s.managed_since <= clock.now and (s.managed_until is null or s.managed_until > clock.now)) as system
      from (select windlass_now() as now) clock, systems s join clients k on k.id = s.client_id order by k.name, s.name limit 10000`,
  );
  return rows.map((row) => row.system);
}
