import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { instant } from "@/db/connection/instant";
import { rowsOf } from "@/db/connection/rows";
import type { Named } from "@/lib/rules/record";

export type KnownSystem = {
  readonly id: number;
  readonly name: string;
  readonly kind: string | null;
  readonly client: Named;
  readonly managedSince: string;
  readonly managedUntil: string | null;
  readonly managed: boolean;
};

/** The register of systems by client and name, at most 10,000: those under management, and those that were. */
export async function readSystems(): Promise<KnownSystem[]> {
  const rows = await rowsOf<{ system: KnownSystem }>(
    appDb(),
    sql`select json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'client', json_build_object('id', k.id, 'name', k.name),
        'managedSince', ${instant("s.managed_since")}, 'managedUntil', ${instant("s.managed_until")},
        'managed', s.status = 'managed' and s.managed_since <= clock.now and (s.managed_until is null or s.managed_until > clock.now)) as system
      from (select windlass_now() as now) clock, systems s join clients k on k.id = s.client_id order by k.name, s.name limit 10000`,
  );
  return rows.map((row) => row.system);
}
