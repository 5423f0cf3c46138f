import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { instant as instantOf } from "@/db/connection/instant";
import { instant, named, record } from "@/db/connection/row";
import { rowsOf, sqlWith } from "@/db/connection/rows";

const knownSystem = record({
  id: z.int(),
  name: z.string(),
  kind: z.string().nullable(),
  client: named,
  managedSince: instant,
  managedUntil: instant.nullable(),
  managed: z.boolean(),
});
const systemSql = sqlWith({ system: knownSystem });

export type KnownSystem = z.infer<typeof knownSystem>;

/** At most 10,000 systems by client and name, retired ones included. */
export async function readSystems(): Promise<KnownSystem[]> {
  const rows = await rowsOf(
    appDb(),
    systemSql`select json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'client', json_build_object('id', k.id, 'name', k.name),
        'managedSince', ${instantOf("s.managed_since")}, 'managedUntil', ${instantOf("s.managed_until")},
        'managed', s.status = 'managed' and s.managed_since <= clock.now and (s.managed_until is null or s.managed_until > clock.now)) as system
      from (select windlass_now() as now) clock, systems s join clients k on k.id = s.client_id order by k.name, s.name limit 10000`,
  );
  return rows.map((row) => row.system);
}
