import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { cacheReferenceData } from "@/db/connection/reference-data";
import { instant, listOf, named, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { NamedRef } from "@/lib/rules/record";

const systemRecord = strictRow({
  id: z.int(),
  name: z.string(),
  kind: z.string().nullable(),
  client: named,
  managedSince: instant,
  managedUntil: instant.nullable(),
  managed: z.boolean(),
});
const registerSql = typedSql({ systems: listOf(systemRecord), clients: listOf(named), until: instant.nullable() });

export type SystemRecord = z.infer<typeof systemRecord>;

/** All systems by client and name, retired ones included. Kept in memory, like the clients. */
export const readSystems = async (): Promise<readonly SystemRecord[]> => (await readSystemsAndClients()).systems;

/** The clients of the register by name. */
export const readClients = async (): Promise<readonly NamedRef[]> => (await readSystemsAndClients()).clients;

const readSystemsAndClients = cacheReferenceData(async () => {
  const [row] = await queryRows(appDb(), systemsQuery);
  if (!row) throw new Error("the query returned no register");
  return { value: row, until: row.until };
});

/** The query of all systems and clients, and of the time at which the next system comes under management or leaves it. */
const systemsQuery = registerSql`
  with clock as materialized (select windlass_now() as now)
  select (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'client', json_build_object('id', k.id, 'name', k.name),
        'managedSince', ${isoInstant("s.managed_since")}, 'managedUntil', ${isoInstant("s.managed_until")},
        'managed', s.status = 'managed' and s.managed_since <= clock.now and (s.managed_until is null or s.managed_until > clock.now)) order by k.name, s.name), '[]')
      from systems s join clients k on k.id = s.client_id) as systems,
    (select coalesce(json_agg(json_build_object('id', k.id, 'name', k.name) order by k.name), '[]') from clients k) as clients,
    ${isoInstant("(select min(bound) from systems s, unnest(array[s.managed_since, s.managed_until]) bound where bound > clock.now)")} as until
  from clock`;
